package fusion.movies.http;

/** The service has just started and has not built its read model yet. */
public class NoModelException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoModelException() {
        super("The movies have not been read from the database yet. Please try again.");
    }
}

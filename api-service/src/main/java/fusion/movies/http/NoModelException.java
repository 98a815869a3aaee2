package fusion.movies.http;

/** The service has just started, and has not read the movies yet. */
public class NoModelException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoModelException() {
        super("The movies are not read from the database yet. Please try again.");
    }
}

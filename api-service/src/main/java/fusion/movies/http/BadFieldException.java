package fusion.movies.http;

/** A client sent an invalid value in one field; the message says why and what is valid. */
public class BadFieldException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String field;

    public BadFieldException(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }
}

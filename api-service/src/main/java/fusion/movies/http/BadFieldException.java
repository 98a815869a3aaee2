package fusion.movies.http;

/** What a client sent in one field cannot be answered; the message says why and what would do. */
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

package fusion.movies.http;

/** The requested resource does not exist; answered with 404. */
public class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NotFoundException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

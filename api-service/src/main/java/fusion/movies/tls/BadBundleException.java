package fusion.movies.tls;

/** An invalid CA bundle; its message is a sentence. */
public final class BadBundleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BadBundleException(String message) {
        super(message);
    }

    BadBundleException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

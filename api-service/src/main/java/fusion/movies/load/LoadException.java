package fusion.movies.load;

/**
 * Why movies were not loaded although their source is readable: a CamelCase word for a condition's reason and a
 * sentence for its message.
 */
class LoadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    enum Reason {
        TooManyRejected,
        DatabaseUnavailable,
        DatabaseRefused,
        Unexpected
    }

    private final Reason reason;

    LoadException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    LoadException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

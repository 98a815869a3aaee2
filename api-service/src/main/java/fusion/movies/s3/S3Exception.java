package fusion.movies.s3;

/** Why an S3 request failed; its message is a sentence. */
public final class S3Exception extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The message for the caller's report. */
    public enum Kind {
        SETTINGS_WRONG,
        REFUSED,
        NOT_FOUND,
        UNREACHABLE
    }

    private final Kind kind;

    S3Exception(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    S3Exception(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

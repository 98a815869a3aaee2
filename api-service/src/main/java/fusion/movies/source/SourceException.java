package fusion.movies.source;

/** Why a source cannot be loaded: a CamelCase word for a condition's reason and a sentence for its message. */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The reasons of condition Seeded that a source can cause. */
    public enum Reason {
        SourceNotFound,
        SourceRefused,
        SourceUnreachable,
        SourceUnreadable,
        SourceTooLarge,
        SourceChanged,
        SourceEmpty,
        SourceCutOff,
        SourceMalformed,
        ChecksumMismatch,
        SettingsWrong
    }

    private final Reason reason;

    public SourceException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public SourceException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

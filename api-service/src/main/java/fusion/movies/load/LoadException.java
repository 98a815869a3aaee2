package fusion.movies.load;

/** Why movies were not loaded: a word for a condition's reason and a sentence for its message. */
class LoadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    enum Reason {
        SourceNotFound,
        SourceUnreachable,
        SourceTooLarge,
        SourceChanged,
        SourceEmpty,
        SourceCutOff,
        SourceMalformed,
        ChecksumMismatch,
        TooManyRejected,
        DatabaseUnavailable,
        DatabaseRefused,
        SettingsWrong,
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
}

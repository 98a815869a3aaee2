package fusion.movies.backup;

/** Why a backup failed: a CamelCase word for a condition's reason and a sentence for its message. */
class BackupException extends RuntimeException {

    private static final long serialVersionUID = 1;

    enum Reason {
        SettingsWrong,
        DestinationRefused,
        DestinationMissing,
        DestinationUnreachable,
        DatabaseUnavailable,
        TableEmpty,
        LoadUnderWay,
        Unverified,
        Unexpected
    }

    private final Reason reason;

    BackupException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    BackupException(Reason reason, String message, Throwable cause) {
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

package fusion.movies.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import fusion.movies.archive.Manifest;
import org.jspecify.annotations.Nullable;

/** The outcome of a backup, as its Job's termination message; without numbers if it failed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BackupResult(
        Outcome outcome,
        String reason,
        String message,
        @Nullable String time,
        @Nullable Long movies,
        @Nullable Long bytes,
        @Nullable String location) {

    enum Outcome {
        Succeeded,
        Failed
    }

    static BackupResult succeeded(Manifest manifest, String location, String remark) {
        return new BackupResult(
                Outcome.Succeeded,
                "Succeeded",
                "%d movies in %d bytes are in %s.%s".formatted(manifest.movies(), manifest.bytes(), location, remark),
                manifest.time().toString(),
                manifest.movies(),
                manifest.bytes(),
                location);
    }

    static BackupResult failed(Throwable failure) {
        return failure instanceof BackupException known
                ? failed(known.reason().name(), known.getMessage())
                : failed(BackupException.Reason.Unexpected.name(), "The backup failed unexpectedly: " + failure + ".");
    }

    private static BackupResult failed(String reason, String message) {
        return new BackupResult(Outcome.Failed, reason, message, null, null, null, null);
    }
}

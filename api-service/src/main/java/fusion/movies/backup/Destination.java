package fusion.movies.backup;

import static fusion.movies.backup.BackupException.Reason.SettingsWrong;

import java.nio.file.Path;
import java.util.List;

/** A destination of backups. Failures end in a {@link BackupException}. */
sealed interface Destination extends AutoCloseable permits BucketDestination, FolderDestination {

    static Destination of(BackupProperties properties) {
        if (properties.folder() != null) {
            return new FolderDestination(properties.folder());
        }
        if (properties.s3() != null) {
            return BucketDestination.of(properties.s3(), properties);
        }
        throw new BackupException(
                SettingsWrong, "Backups have no destination: set MOVIES_BACKUP_FOLDER or MOVIES_BACKUP_S3_BUCKET.");
    }

    /** The names of the files in it. */
    List<String> files();

    /** Returns once the file is complete; until then the name does not exist. */
    void write(String name, Path file);

    void remove(String name);

    /** Location as shown in the status. */
    String location(String name);

    @Override
    void close();
}

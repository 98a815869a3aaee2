package fusion.movies.backup;

import java.nio.file.Path;
import java.util.List;

/** A place for backups. Failures end in a {@link BackupException}. */
sealed interface Destination extends AutoCloseable permits BucketDestination, FolderDestination {

    static Destination of(BackupProperties properties) {
        return properties.folder() == null
                ? BucketDestination.of(properties)
                : new FolderDestination(properties.folder());
    }

    /** The names of the files there. */
    List<String> files();

    /** Returns once the file is complete; until then the name does not exist. */
    void write(String name, Path file);

    void remove(String name);

    /** For a reader of the status. */
    String location(String name);

    @Override
    void close();
}

package fusion.movies.backup;

import java.nio.file.Path;
import java.util.List;

/** Where backups are. What fails ends in a {@link BackupException}. */
sealed interface Destination extends AutoCloseable permits BucketDestination, FolderDestination {

    static Destination of(BackupProperties properties) {
        return properties.folder() == null
                ? BucketDestination.of(properties)
                : new FolderDestination(properties.folder());
    }

    /** The names of the files there. */
    List<String> files();

    /** Comes back once the whole file is there; until then nothing of that name is. */
    void write(String name, Path file);

    void remove(String name);

    /** For a reader of the status. */
    String location(String name);

    @Override
    void close();
}

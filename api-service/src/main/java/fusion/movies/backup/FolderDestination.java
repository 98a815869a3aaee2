package fusion.movies.backup;

import static fusion.movies.backup.BackupException.Reason.DestinationRefused;
import static fusion.movies.backup.BackupException.Reason.DestinationUnreachable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder on a volume. A file is renamed to its final name once it is on disk. */
record FolderDestination(Path folder) implements Destination {

    private static final String PARTIAL = ".partial";

    private interface Work<T> {
        T done() throws IOException;
    }

    @Override
    public List<String> files() {
        return telling(() -> {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                return files.map(file -> file.getFileName().toString()).toList();
            }
        });
    }

    @Override
    public void write(String name, Path content) {
        telling(() -> {
            Path partial = folder.resolve(name + PARTIAL);
            try {
                Files.copy(content, partial, StandardCopyOption.REPLACE_EXISTING);
                try (FileChannel file = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                    file.force(true);
                }
                return Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Files.deleteIfExists(partial);
                throw e;
            }
        });
    }

    @Override
    public void remove(String name) {
        telling(() -> Files.deleteIfExists(folder.resolve(name)));
    }

    /** Relative to the volume's root, like the claim's field. */
    @Override
    public String location(String name) {
        return folder.resolve(name).toString();
    }

    @Override
    public void close() {}

    private <T> T telling(Work<T> work) {
        try {
            return work.done();
        } catch (AccessDeniedException e) {
            throw new BackupException(
                    DestinationRefused,
                    "The backup cannot be written to the volume: " + e.getMessage()
                            + " is not writable for uid 1000, as which the Job runs. Change the folder's owner to that uid, or"
                            + " its group to 1000.",
                    e);
        } catch (IOException e) {
            throw new BackupException(
                    DestinationUnreachable,
                    "The backup cannot be written to the volume: " + e.getMessage()
                            + ". Check the volume and its free space.",
                    e);
        }
    }
}

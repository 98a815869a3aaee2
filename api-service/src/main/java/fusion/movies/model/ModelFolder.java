package fusion.movies.model;

import fusion.movies.index.MovieIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The folder of indexes, with a subfolder per build named by its start time; a complete one outlives the container. */
class ModelFolder {

    private static final Logger log = LoggerFactory.getLogger(ModelFolder.class);

    private final Path folder;

    ModelFolder(Path folder) {
        this.folder = folder;
    }

    static ModelFolder of(ModelProperties properties) throws IOException {
        if (properties.folder() == null) {
            return new ModelFolder(Files.createTempDirectory("movies-model"));
        }
        return new ModelFolder(Files.createDirectories(properties.folder()));
    }

    /** The newest complete one. */
    Optional<Kept> open() {
        try {
            for (Path each : newestFirst()) {
                Optional<MovieIndex> index = MovieIndex.open(each);
                if (index.isPresent()) {
                    keepOnly(each);
                    return Optional.of(new Kept(
                            index.get(),
                            Instant.ofEpochMilli(
                                    Long.parseLong(each.getFileName().toString()))));
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            log.warn(
                    "The movies kept in {} cannot be read, so they are read from the database: {}",
                    folder,
                    unreadable.toString());
        }
        return Optional.empty();
    }

    Path next() throws IOException {
        return Files.createDirectory(folder.resolve("%019d".formatted(System.currentTimeMillis())));
    }

    /** Mapped files stay readable until they are closed. */
    void keepOnly(Path kept) throws IOException {
        for (Path each : newestFirst()) {
            if (!each.equals(kept)) {
                FileSystemUtils.deleteRecursively(each);
            }
        }
    }

    /** @param reason why it is removed, which a failure of the removal must not hide */
    void remove(Path part, Throwable reason) {
        try {
            FileSystemUtils.deleteRecursively(part);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** @param begun when reading its movies started */
    record Kept(MovieIndex index, Instant begun) {}

    private List<Path> newestFirst() throws IOException {
        try (Stream<Path> each = Files.list(folder)) {
            return each.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}

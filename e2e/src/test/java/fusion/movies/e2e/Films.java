package fusion.movies.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** The 36,273 movies of Wikipedia that the old system served. They are not part of the repository. */
record Films(Path file) {

    static final long NUMBER = 36_273;

    /** Queries with known responses, by path. */
    static final Map<String, Integer> KNOWN = Map.of(
            "/title/the_dark_knight_rises", 1,
            "/cast/firstname/yahya/middlename/abdul-mateen/lastname/ii", 8,
            "/genre/western", 4_436,
            "/year/1994", 301);

    /** The file in MOVIES_FILMS, relative to the repository; tests run in their module's folder. */
    static Optional<Films> available() {
        String named = System.getenv("MOVIES_FILMS");
        Path file = Path.of("..").resolve(named == null ? "../shared/data/movies.json.gz" : named);
        if (named != null && !Files.isReadable(file)) {
            throw new IllegalStateException("MOVIES_FILMS names " + file + ", which cannot be read.");
        }
        return Optional.of(file).filter(Files::isReadable).map(Films::new);
    }

    /** Skips the calling test with a reason if the movies are missing. */
    static Films needed() {
        return available()
                .orElseThrow(() -> new TestAbortedException(
                        "the 36,273 real movies are not here: let MOVIES_FILMS name their file (CONTRIBUTING.md)"));
    }

    /** Copies the movies to a volume in the namespace, and returns the source that reads them. */
    String onVolumeOf(TestNamespace namespace) {
        ToolsPod.fill(namespace, "films", file);
        return "{persistentVolumeClaim: {claimName: films, path: %s}}".formatted(file.getFileName());
    }
}

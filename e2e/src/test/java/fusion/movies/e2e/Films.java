package fusion.movies.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The 36,273 films of Wikipedia that the old system served. They are not part of the repository. */
record Films(Path file) {

    static final long NUMBER = 36_273;

    /** Queries whose answers are known, by their path. */
    static final Map<String, Integer> KNOWN = Map.of(
            "/title/the_dark_knight_rises", 1,
            "/cast/firstname/yahya/middlename/abdul-mateen/lastname/ii", 8,
            "/genre/western", 4_436,
            "/year/1994", 301);

    /** Where MOVIES_FILMS says, else beside the repository. */
    static Optional<Films> available() {
        String given = System.getenv("MOVIES_FILMS");
        return Optional.of(Path.of(given == null ? "../../shared/data/movies.json.gz" : given))
                .filter(Files::isReadable)
                .map(Films::new);
    }

    /** Puts the films on a volume in the namespace, and gives the spec that reads them from there. */
    String onVolumeOf(TestNamespace namespace) {
        ToolsPod.fill(namespace, "films", file);
        return "{persistentVolumeClaim: {claimName: films, path: %s}}".formatted(file.getFileName());
    }
}

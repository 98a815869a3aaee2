package fusion.movies.load;

import fusion.movies.source.SourceProperties;
import java.nio.file.Path;

/** The settings of a Job, each with one deviation from the default. */
record Seed(SourceProperties source, SeedProperties seed) {

    private static final long GIB = 1 << 30;
    private static final Path NOWHERE = Path.of("/nowhere");

    static Seed of(String source) {
        return new Seed(source(source, null, GIB), seed("test", false, 0, NOWHERE));
    }

    static Seed pruning(String source, long maxRejected) {
        return new Seed(source(source, null, GIB), seed("test", true, maxRejected, NOWHERE));
    }

    static Seed rejecting(String source, long maxRejected) {
        return new Seed(source(source, null, GIB), seed("test", false, maxRejected, NOWHERE));
    }

    static Seed ofAtMost(String source, long maxBytes) {
        return new Seed(source(source, null, maxBytes), seed("test", false, 0, NOWHERE));
    }

    static Seed withChecksum(String source, String sha256) {
        return new Seed(source(source, sha256, GIB), seed("test", true, 0, NOWHERE));
    }

    static Seed named(String source, String fingerprint, Path terminationLog) {
        return new Seed(source(source, null, GIB), seed(fingerprint, false, 0, terminationLog));
    }

    private static SourceProperties source(String source, String sha256, long maxBytes) {
        return new SourceProperties(source, sha256, maxBytes, null, null);
    }

    private static SeedProperties seed(String fingerprint, boolean prune, long maxRejected, Path terminationLog) {
        return new SeedProperties(fingerprint, prune, maxRejected, true, terminationLog);
    }
}

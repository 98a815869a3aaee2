package fusion.movies.load;

import java.nio.file.Path;

/** What a Job is told, with one thing at a time unlike the default. */
final class Seed {

    private Seed() {}

    static SeedProperties of(String source) {
        return new SeedProperties(source, null, "test", false, 0, 1 << 30, true, Path.of("/nowhere"));
    }

    static SeedProperties pruning(String source, long maxRejected) {
        return new SeedProperties(source, null, "test", true, maxRejected, 1 << 30, true, Path.of("/nowhere"));
    }

    static SeedProperties rejecting(String source, long maxRejected) {
        return new SeedProperties(source, null, "test", false, maxRejected, 1 << 30, true, Path.of("/nowhere"));
    }

    static SeedProperties ofAtMost(String source, long maxBytes) {
        return new SeedProperties(source, null, "test", false, 0, maxBytes, true, Path.of("/nowhere"));
    }

    static SeedProperties withChecksum(String source, String sha256) {
        return new SeedProperties(source, sha256, "test", false, 0, 1 << 30, true, Path.of("/nowhere"));
    }

    static SeedProperties named(String source, String fingerprint, Path terminationLog) {
        return new SeedProperties(source, null, fingerprint, false, 0, 1 << 30, true, terminationLog);
    }
}

package fusion.movies.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The outcome of each fault, for docs/reliability.md. */
final class FaultTable {

    private static final Path FILE = Path.of("target/reliability.md");

    private final List<String> rows = new ArrayList<>();

    /**
     * @param ready when the stack had recovered
     */
    void add(String fault, String ready, Rows rows) {
        String row = "| %s | %s | %,d | %d | %d |".formatted(fault, ready, rows.films(), rows.lost(), rows.doubled());
        System.out.println(row);
        this.rows.add(row);
    }

    void write(Cluster cluster, long seed) {
        try {
            Files.writeString(FILE, """
                    # Reliability: faults, and the movies after them

                    `./verify --reliability` wrote this file. It injects each fault below, and fails unless the stack becomes Ready again with its
                    %,d movies. They are counted through the API and by a query in the database; *lost* and *doubled* are by
                    their natural keys. *Killed* means deleted with a grace period of 0 seconds, *by SIGKILL* that the container's processes were killed from outside. The
                    seconds are from the (last) kill until Ready is True, another operator leads, and every pod is ready. A killed operator is replaced within 12
                    seconds, since the leader's lease lasts 10.

                    On Kubernetes %s, %d cores, database %s. The random times come from the seed %d; `RELIABILITY_SEED` repeats them.

                    | fault | recovered after | movies | lost | doubled |
                    |---|---|---|---|---|
                    %s
                    """.formatted(
                            Films.NUMBER,
                            cluster.client().getKubernetesVersion().getGitVersion(),
                            Runtime.getRuntime().availableProcessors(),
                            cluster.engine(),
                            seed,
                            String.join("\n", rows)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

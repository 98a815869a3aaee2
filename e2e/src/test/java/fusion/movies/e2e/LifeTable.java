package fusion.movies.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The duration of each part of a cluster's life and its clients' failures, for docs/reliability.md. */
final class LifeTable {

    private static final Path FOLDER = Path.of("target/reliability-life");

    private static final String NOT_SHOWN = "not shown here";

    private final Cluster cluster;
    private final String file;
    private final String heading;
    private final List<String> rows = new ArrayList<>();

    /**
     * @param file name of the part, which determines its position
     * @param heading heading, with remarks on all its rows
     */
    LifeTable(Cluster cluster, String file, String heading) {
        this.cluster = cluster;
        this.file = file;
        this.heading = heading;
    }

    /**
     * @param failedRequests failed requests to the API
     * @param failedQueries failed queries of database clients: meaningful only on CockroachDB
     */
    void add(String part, long seconds, int failedRequests, int failedQueries) {
        add(part, seconds + " s", String.valueOf(failedRequests), onCockroach(failedQueries));
    }

    /** Without clients. */
    void add(String part, long seconds) {
        add(part, seconds + " s", "", "");
    }

    void addLost(String part, long lost) {
        add(part, "", "", onCockroach(lost));
    }

    private void add(String part, String seconds, String requests, String queries) {
        String row = "| %s | %s | %s | %s |".formatted(part, seconds, requests, queries);
        System.out.println(row);
        rows.add(row);
    }

    private String onCockroach(long number) {
        return cluster.engine().isCockroach() ? String.valueOf(number) : NOT_SHOWN;
    }

    void write() {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(file), """

                    %s
                    Database %s.

                    | change | settled after | failed API requests | failed SQL clients |
                    |---|---|---|---|
                    %s
                    """.formatted(heading, cluster.engine(), String.join("\n", rows)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

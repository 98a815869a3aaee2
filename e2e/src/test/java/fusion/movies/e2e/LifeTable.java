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
     * @param file name of the part, which says where it stands among the others
     * @param heading with what is to be known of all its rows
     */
    LifeTable(Cluster cluster, String file, String heading) {
        this.cluster = cluster;
        this.file = file;
        this.heading = heading;
    }

    /**
     * @param failedRequests of the API
     * @param failedQueries of clients of the database: CockroachDB's alone to show
     */
    void add(String part, long seconds, int failedRequests, int failedQueries) {
        add(part, seconds + " s", String.valueOf(failedRequests), onCockroach(failedQueries));
    }

    /** Where no client asked. */
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

                    | what happens | until it was settled | API requests failed | SQL failed |
                    |---|---|---|---|
                    %s
                    """.formatted(heading, cluster.engine(), String.join("\n", rows)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

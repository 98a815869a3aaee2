package fusion.movies.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class VerifiedSourceTest {

    /** Far more than are handed over at once. */
    private static final int MANY = 5_000;

    @TempDir
    private Path folder;

    @Test
    void allRowsArriveInOrderOnTheCallersThread() throws IOException {
        List<Row> rows = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();

        try (VerifiedSource source = source(rows(MANY) + "{}\n")) {
            source.forEachRow(row -> {
                rows.add(row);
                threads.add(Thread.currentThread());
            });
        }

        assertThat(rows).hasSize(MANY + 1).last().isEqualTo(new Row.Rejected(MANY + 1L, "title is missing"));
        for (int i = 0; i < MANY; i++) {
            assertThat(rows.get(i)).isInstanceOf(Row.Accepted.class);
            assertThat(((Row.Accepted) rows.get(i)).movie().position()).isEqualTo(i + 1L);
        }
        assertThat(threads).containsOnly(Thread.currentThread());
    }

    @Test
    void theRowsBeforeAFailureArriveBeforeIt() throws IOException {
        List<Row> rows = new ArrayList<>();

        try (VerifiedSource source = source("[" + rows(MANY).strip().replace("\n", ",") + ",")) {
            assertThatThrownBy(() -> source.forEachRow(rows::add))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("ends in the middle of row " + (MANY + 1));
        }

        assertThat(rows).hasSize(MANY);
    }

    @Test
    void aFailureOfTheConsumerEndsTheReading() throws IOException {
        IllegalStateException failure = new IllegalStateException("the database is away");

        try (VerifiedSource source = source(rows(MANY))) {
            assertThatThrownBy(() -> source.forEachRow(row -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
        }

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("rows-ahead", "read-ahead");
    }

    private static String rows(int number) {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= number; i++) {
            rows.append("{\"title\": \"Movie ").append(i).append("\"}\n");
        }
        return rows.toString();
    }

    private VerifiedSource source(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("movies.json"), text);
        return new Sources().open(new SourceProperties(file.toUri().toString(), null, Long.MAX_VALUE, null, null));
    }
}

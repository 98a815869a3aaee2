package fusion.movies.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.index.MovieIndex;
import fusion.movies.index.MovieIndexBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The thread that keeps the read model current. */
class ModelUpdaterTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final ModelProperties PROPERTIES =
            new ModelProperties(null, Duration.ofMillis(1), Duration.ofSeconds(45), Duration.ofMinutes(1), false);

    @TempDir
    private Path folder;

    private final AtomicInteger attempts = new AtomicInteger();

    /** The database ends the connection while it is read: pgjdbc's error is caused by an EOFException without a message. */
    @Test
    void aFailureWithoutAMessageDoesNotEndTheUpdates() throws InterruptedException {
        assertUpdatesGoOn(
                () -> {
                    throw new IOException("The connection ended.", new EOFException());
                },
                "java.io.EOFException");
    }

    /** A page of the memory-mapped index cannot be read: the JVM throws an InternalError. */
    @Test
    void anErrorDoesNotEndTheUpdates() throws InterruptedException {
        assertUpdatesGoOn(
                () -> {
                    throw new InternalError("a fault occurred in an unsafe memory access operation");
                },
                "a fault occurred in an unsafe memory access operation");
    }

    private interface Failure {
        void raise() throws IOException;
    }

    private void assertUpdatesGoOn(Failure failure, String trouble) throws InterruptedException {
        ModelReader reader = new ModelReader(null, null, null, PROPERTIES, null) {
            @Override
            MovieIndex read(Path next) throws IOException {
                attempts.incrementAndGet();
                Files.createFile(next.resolve("part"));
                failure.raise();
                throw new AssertionError("no failure");
            }
        };
        ModelUpdater updater = updater(reader, new DatabaseState(null), InstantSource.system());

        updater.start();
        try {
            await().atMost(LIMIT).until(() -> attempts.get() > 2);
            assertThat(updater.trouble()).isEqualTo(trouble);
        } finally {
            updater.destroy();
        }
        assertThat(folder).isEmptyDirectory();
    }

    /** Each look takes a second by this clock, each scan half a minute. */
    @Test
    void aScanOfManyRowsIsFollowedByALongerRest() throws InterruptedException {
        Instant start = Instant.EPOCH.plus(Duration.ofDays(1));
        AtomicReference<Instant> now = new AtomicReference<>(start);
        List<Duration> scans = new CopyOnWriteArrayList<>();
        DataVersion version = new DataVersion("change", true, "rows");
        DatabaseState database = new DatabaseState(null) {
            @Override
            String changes() {
                now.updateAndGet(time -> time.plusSeconds(1));
                return version.changes();
            }

            @Override
            String rowsOfLate() {
                scans.add(Duration.between(start, now.get()));
                now.updateAndGet(time -> time.plusSeconds(30));
                return version.rows();
            }
        };
        ModelReader reader = new ModelReader(null, null, null, PROPERTIES, null) {
            @Override
            MovieIndex read(Path next) throws IOException {
                try (MovieIndexBuilder builder = new MovieIndexBuilder(next, JsonMapper.shared())) {
                    builder.finish(version.toString());
                }
                return MovieIndex.open(next).orElseThrow();
            }
        };
        ModelUpdater updater = updater(reader, database, now::get);

        updater.start();
        try {
            await().atMost(LIMIT).until(() -> scans.size() > 2);
        } finally {
            updater.destroy();
        }

        assertThat(scans.getFirst()).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(50));
        assertThat(scans.get(1).minus(scans.getFirst())).isBetween(Duration.ofSeconds(330), Duration.ofSeconds(335));
    }

    private ModelUpdater updater(ModelReader reader, DatabaseState database, InstantSource clock) {
        return new ModelUpdater(
                new ReadModel(clock),
                reader,
                database,
                new ModelFolder(folder),
                PROPERTIES,
                clock,
                new SimpleMeterRegistry());
    }
}

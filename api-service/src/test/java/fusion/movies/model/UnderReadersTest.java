package fusion.movies.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.Client;
import fusion.movies.Gate;
import fusion.movies.Service;
import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Eight readers ask all the time; whatever becomes of movies and database, no request of theirs fails. */
@Tag("slow")
class UnderReadersTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int READERS = 8;

    /** As long as a database is away when its node is replaced: -Dmovies.away=60 has that. */
    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("movies.away", 5));

    private static final List<String> PATHS = List.of(
            "/genre/drama",
            "/year/1993",
            "/title/the",
            "/cast/fullname/tom_hanks",
            "/api/v1/movies?genre=drama&limit=100&facets=genre,decade",
            "/api/v1/movies?q=dark+knihgt",
            "/api/v1/people?prefix=tom",
            "/api/v1/genres");

    private final TestDatabase database = TestFilms.hardToFind();
    private final Gate gate = new Gate(database.port());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong answered = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failed = new ConcurrentLinkedQueue<>();
    private final List<Future<?>> readers = new ArrayList<>();
    private Service service;

    @BeforeEach
    void read() {
        gate.open();
        service = Service.start(
                database, "movies.database.port=" + gate.port(), "movies.database.pool.connection-timeout=1000");
        service.management().awaitReady();
        for (int reader = 0; reader < READERS; reader++) {
            int first = reader;
            readers.add(threads.submit(() -> ask(first)));
        }
        awaitMore();
    }

    @AfterEach
    void end() {
        stop.set(true);
        threads.close();
        service.close();
        gate.close();
    }

    @Test
    void noneFailsWhileMoviesChangeAgainAndAgain() throws Exception {
        for (int round = 1; round <= 5; round++) {
            String extract = "Loaded for the %d. time.".formatted(round);
            change("UPDATE movies SET extract = '%s'".formatted(extract));
            change("INSERT INTO movies_change (change, cause, movies, changed_at) VALUES ('%s', 'load', 29, now())"
                    .formatted(extract));

            await().atMost(LIMIT)
                    .until(() -> service.api().get("/genre/drama").body().contains(extract));
        }
        assertNoneFailed();
    }

    @Test
    void noneFailsWhileTheDatabaseIsAway() throws Exception {
        gate.close();
        long from = System.nanoTime();
        await().atMost(LIMIT.plus(AWAY)).until(() -> System.nanoTime() - from > AWAY.toNanos());
        awaitMore();
        gate.open();
        awaitMore();

        change("UPDATE movies SET extract = 'Back again.'");
        change("INSERT INTO movies_change (change, cause, movies, changed_at) VALUES ('back', 'load', 29, now())");

        await().atMost(LIMIT)
                .until(() -> service.api().get("/genre/drama").body().contains("Back again."));
        assertNoneFailed();
    }

    /** On CockroachDB a reader of the table waits for each uncommitted row; on PostgreSQL for one who locks it. */
    @Test
    void noneWaitsForAWriterThatDoesNotCommit() throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE movies IN ACCESS EXCLUSIVE MODE");
            statement.execute("INSERT INTO movies (id, title) VALUES (-1, 'not committed')");
            for (int times = 0; times < 5; times++) {
                awaitMore();
            }
            connection.rollback();
        }
        assertNoneFailed();
    }

    @Test
    void noneFailsWhileConnectionsAreCut() throws Exception {
        for (int round = 0; round < 8; round++) {
            gate.cut();
            change("INSERT INTO movies_change (change, cause, movies, changed_at) VALUES ('cut %d', 'load', 0, now())"
                    .formatted(round));
            awaitMore();
        }
        assertNoneFailed();
    }

    private void assertNoneFailed() throws Exception {
        awaitMore();
        stop.set(true);
        for (Future<?> reader : readers) {
            reader.get();
        }
        assertThat(failed).isEmpty();
    }

    private void awaitMore() {
        long before = answered.get();
        await().atMost(LIMIT).until(() -> answered.get() > before + 10 * READERS);
    }

    private void ask(int first) {
        Client client = new Client(service.port());
        for (int number = first; !stop.get(); number++) {
            String path = PATHS.get(number % PATHS.size());
            try {
                HttpResponse<String> response = client.get(path);
                if (response.statusCode() != 200 || !response.body().endsWith(path.startsWith("/api") ? "}" : "]")) {
                    failed.add(path + " " + response.statusCode());
                }
            } catch (RuntimeException e) {
                failed.add(path + " " + e);
            }
            answered.incrementAndGet();
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}

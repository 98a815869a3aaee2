package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.NeedsRealFilms;
import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The Job as the operator starts it: a process with its settings in the environment. */
class KilledJobTest {

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient sql = JdbcClient.create(database.dataSource());

    @TempDir
    private Path folder;

    @Test
    @NeedsRealFilms
    void aJobKilledThreeTimesLosesAndDuplicatesNothing() throws Exception {
        for (long films = 1; films < 30_000; films += 10_000) {
            killOnceThereAreMoreThan(films);
        }
        long left = films();

        Process job = start(TestFilms.realSource());

        assertThat(job.waitFor()).isZero();
        assertThat(left).isLessThan(36_273);
        assertThat(films()).isEqualTo(36_273);
        assertThat(sql.sql("SELECT count(DISTINCT natural_key) FROM movies")
                        .query(Long.class)
                        .single())
                .isEqualTo(36_273);
        assertThat(sql.sql("SELECT skipped FROM movies_load WHERE state = 'Loaded'")
                        .query(Long.class)
                        .single())
                .isEqualTo(left);
        assertThat(Files.readString(folder.resolve("termination-log")))
                .contains("\"outcome\":\"Loaded\"")
                .contains("\"films\":36273");
    }

    @Test
    void aFailureIsReportedByExitCodeAndTerminationMessage() throws Exception {
        Process job = start("file:///none");

        assertThat(job.waitFor()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("termination-log"))).contains("\"reason\":\"SourceNotFound\"");
    }

    private void killOnceThereAreMoreThan(long films) throws Exception {
        holdWritersOnceThereAreMoreThan(films);
        try (Connection holding = database.dataSource().getConnection();
                Statement statement = holding.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1)");
            Process job = start(TestFilms.realSource());
            await().atMost(Duration.ofMinutes(3))
                    .until(() ->
                            count("pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'")
                                    > 0);
            job.destroyForcibly().onExit().join();
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> count("pg_stat_activity WHERE usename = 'movies_loader' AND datname = current_database()")
                        == 0);
    }

    /** Otherwise a fast job could end before this test notices how far it is. */
    private void holdWritersOnceThereAreMoreThan(long films) {
        sql.sql("""
                CREATE OR REPLACE FUNCTION hold_writers() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF (SELECT count(*) FROM movies) > %d THEN
                        PERFORM pg_advisory_xact_lock_shared(1);
                    END IF;
                    RETURN NULL;
                END $$
                """.formatted(films)).update();
        sql.sql("CREATE OR REPLACE TRIGGER held BEFORE INSERT ON movies EXECUTE FUNCTION hold_writers()")
                .update();
    }

    private Process start(String source) throws IOException {
        ProcessBuilder job = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "fusion.movies.MoviesApplication",
                "load");
        job.environment().putAll(database.loaderEnvironment());
        job.environment()
                .putAll(Map.of(
                        "MOVIES_SEED_SOURCE",
                        source,
                        "MOVIES_SEED_FINGERPRINT",
                        "killed",
                        "MOVIES_SEED_MAX_REJECTED",
                        "0",
                        "MOVIES_SEED_TERMINATION_LOG",
                        Files.writeString(folder.resolve("termination-log"), "").toString()));
        return job.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private long films() {
        return count("movies");
    }

    private long count(String rows) {
        return sql.sql("SELECT count(*) FROM " + rows).query(Long.class).single();
    }
}

package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.NeedsRealFilms;
import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private void killOnceThereAreMoreThan(long films) throws IOException {
        Process job = start(TestFilms.realSource());
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> films() > films || !job.isAlive());
        job.destroyForcibly().onExit().join();
        // The database may still commit the killed process's last transaction.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> sql.sql(
                                        "SELECT count(*) FROM pg_stat_activity WHERE usename = 'movies_loader' AND datname = current_database()")
                                .query(Long.class)
                                .single()
                        == 0);
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
        return sql.sql("SELECT count(*) FROM movies").query(Long.class).single();
    }
}

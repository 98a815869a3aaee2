package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus.BackupStatus;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Backs up a stack, and restores the backup to a second stack. */
@OnCluster
class BackupIT {

    private static final int SQL_PORT = 26257;
    private static final int S3_PORT = 9000;

    private final TestNamespace namespace;
    private final Stack movies;

    BackupIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
    }

    @BeforeAll
    void a_stack_with_films() {
        movies.apply("{api: {replicas: 1}}");
        movies.awaitReady();
    }

    @Test
    void a_backup_on_a_volume_restores_to_a_second_stack_with_the_same_rows() {
        namespace.claim("backups");
        BackupStatus backup = backUp("{persistentVolumeClaim: {claimName: backups, path: films}}", "volume");

        assertThat(backup.location()).startsWith("/var/lib/movies-backups/films/");
        restores("from-volume", "{persistentVolumeClaim: {claimName: backups, path: films}}");
    }

    @Test
    void a_backup_in_a_bucket_restores_to_a_second_stack_with_the_same_rows() {
        Optional<Path> program = Compiled.program("s3");
        assumeThat(program)
                .as("SKIPPED: no S3 server; 'local/kubernetes/compile tests' makes it (Go needed)")
                .isPresent();
        ToolsPod pod = ToolsPod.start(namespace);
        pod.put(program.get(), "/tmp/s3");
        namespace.secret("s3", Map.of("AWS_ACCESS_KEY_ID", "writer", "AWS_SECRET_ACCESS_KEY", "of-the-tests"));
        try (ExecWatch _ = pod.start(
                OutputStream.nullOutputStream(),
                "chmod +x /tmp/s3; export ACCESS_KEY_ID=writer SECRET_ACCESS_KEY=of-the-tests;"
                        + " sleep 2147483647 | /tmp/s3 -listen 0.0.0.0:" + S3_PORT + " -buckets films")) {
            String bucket =
                    "{s3: {endpoint: 'http://%s:%d', bucket: films, prefix: nightly/, credentialsSecretRef: {name: s3}}}"
                            .formatted(pod.address(), S3_PORT);
            BackupStatus backup = backUp(bucket, "bucket");

            assertThat(backup.location()).startsWith("s3://films/nightly/" + namespace.name() + ".movies-");
            restores("from-bucket", bucket);
        }
    }

    /** Takes a backup now, as an administrator does. */
    private BackupStatus backUp(String destination, String run) {
        movies.apply("{api: {replicas: 1}, backup: {schedule: '0 3 1 1 *', destination: %s}}".formatted(destination));
        movies.awaitCondition("BackupReady", "True", Duration.ofMinutes(1)); // of this spec; then its CronJob exists
        BackupRun.create(movies, "movies-backup-" + run);
        String kind = run.equals("volume") ? "/var/lib" : "s3://";
        MoviesStack told = movies.await(
                "a backup in the " + run,
                Duration.ofMinutes(2),
                stack -> stack.getStatus().backup() != null
                        && stack.getStatus().backup().location().startsWith(kind));
        assertThat(told.getStatus().backup().movies()).isEqualTo(Rows.of(movies).films());
        return told.getStatus().backup();
    }

    private void restores(String name, String source) {
        Stack restored = namespace.stack(name);
        restored.apply("{api: {replicas: 1}, seed: {source: %s}}".formatted(source));
        restored.awaitReady();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rows(restored)).isEqualTo(rows(movies)));
        restored.delete();
    }

    /** All columns of all rows. */
    private List<String> rows(Stack stack) {
        Properties login = new Properties();
        login.setProperty("user", namespace.secretValue(stack.name() + "-db-loader", "db_user"));
        login.setProperty("password", namespace.secretValue(stack.name() + "-db-loader", "db_password"));
        login.setProperty("sslmode", "require");
        List<String> rows = new ArrayList<>();
        try (LocalPortForward port = namespace
                        .client()
                        .pods()
                        .inNamespace(namespace.name())
                        .withName(stack.name() + "-db-0")
                        .portForward(SQL_PORT);
                Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:%d/movies".formatted(port.getLocalPort()), login);
                ResultSet row = connection.createStatement().executeQuery("""
                        SELECT id, title, year, cast_list, genres, href, extract, thumbnail, thumbnail_width, thumbnail_height, position,
                               natural_key, content_digest
                          FROM movies ORDER BY id""")) {
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int column = 1; column <= 13; column++) {
                    text.append(row.getString(column)).append('|');
                }
                rows.add(text.toString());
            }
            return rows;
        } catch (SQLException | IOException e) {
            throw new AssertionError("The rows of %s could not be read".formatted(stack.name()), e);
        }
    }
}

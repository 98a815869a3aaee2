package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and dashboard on a Prometheus that scrapes a running stack. */
@OnCluster
class MonitoringIT {

    private static final Path INSTALL = Path.of("../install/monitoring");
    private static final Duration SOON = Duration.ofMinutes(1);

    /** Panels of a healthy stack that are empty, and why. */
    private static final Map<String, String> EMPTY =
            Map.of("Reconciliations: failed", "the operator counts failures from the first one on");

    @TempDir
    static Path folder;

    private final TestNamespace namespace;
    private final Stack movies;
    private Prometheus prometheus;

    MonitoringIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
    }

    @BeforeAll
    void a_stack_whose_Secret_is_missing() throws IOException {
        assumeThat(Prometheus.isInstalled())
                .as(
                        "SKIPPED: no prometheus on the PATH, of Debian's package of the name; ./verify installs it where it may")
                .isTrue();
        prometheus = new Prometheus(
                namespace.client(),
                Prometheus.Watched.in(INSTALL, List.of(namespace.name(), Operator.NAMESPACE)),
                folder,
                0);
        namespace.claim("backups");
        movies.apply("""
                {credentialsSecretRef: {name: db-login}, api: {replicas: 1},
                 backup: {schedule: '0 3 1 1 *', destination: {persistentVolumeClaim: {claimName: backups}}}}""");
    }

    @AfterAll
    void Prometheus_ends() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    @Test
    @Order(1)
    void a_stack_that_cannot_serve_fires_and_falls_silent_once_it_is_mended() {
        movies.awaitCondition("Stalled", "True", Stack.UP);
        awaitFiring("MoviesStackNotReady", "critical");
        awaitFiring("MoviesStackStalled", "warning");

        namespace.secret("db-login", Map.of("db_user", "movies", "db_password", "of-the-tests"));
        movies.awaitSettled();

        // The volumes are folders on this machine's disk, which may be full.
        await("silence")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(firing(
                                "namespace='%s', alertname!='MoviesDatabaseVolumeFilling'".formatted(namespace.name())))
                        .isEmpty());
        assertThat(firing("alertname='MoviesOperatorAbsent'")).isEmpty();
    }

    @Test
    @Order(2)
    void each_alert_and_each_panel_finds_what_it_asks_for() throws IOException {
        movies.awaitCondition("BackupReady", "True", SOON);
        BackupRun.create(movies, "movies-backup-now");
        movies.await(
                "have a backup",
                Duration.ofMinutes(2),
                stack -> stack.getStatus().backup() != null);

        // Routes are counted from their first request on.
        new MoviesApi(movies).fromOutside("/api/v1/movies?limit=1");

        List<MonitoringQueries.Asked> queries = MonitoringQueries.ofAlerts(INSTALL.resolve("rules.yaml"));
        assertThat(queries).hasSizeGreaterThan(10);
        queries.forEach(this::assertAnswered);
        MonitoringQueries.ofDashboard(INSTALL.resolve("dashboard.json"), movies).stream()
                .filter(asked -> !EMPTY.containsKey(asked.where()))
                .forEach(this::assertAnswered);
    }

    private void assertAnswered(MonitoringQueries.Asked asked) {
        await(asked.where())
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(prometheus.query(asked.query()))
                        .as("%s: %s", asked.where(), asked.query())
                        .isNotEmpty());
        assertThat(prometheus.query(asked.query()))
                .as(asked.query())
                .allSatisfy(element -> asked.labels()
                        .forEach(label -> assertThat(
                                        element.at("/metric/" + label).asText())
                                .as("label %s in %s", label, element)
                                .isNotEmpty()));
    }

    private void awaitFiring(String alert, String severity) {
        String which = "alertname='%s', namespace='%s', name='movies', reason='SecretMissing', severity='%s'"
                .formatted(alert, namespace.name(), severity);
        await(alert).atMost(SOON).until(() -> firing(which).size() == 1);
    }

    private JsonNode firing(String labels) {
        return prometheus.query("ALERTS{alertstate='firing', %s}".formatted(labels));
    }
}

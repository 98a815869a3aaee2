package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The operator is killed at every step of a cluster; the outcome is the same as without kills. */
@OnCluster
@Isolated("it kills the operator")
@Tag("reliability")
class KilledOperatorLifeIT {

    private static final Duration LONG = Duration.ofMinutes(20);
    private static final String OLD_VERSION = "v25.2.9";
    private static final String NEW_VERSION = "v25.4.14";

    private final Operator operator;
    private final Stack movies;
    private final LifeTable table;
    private final List<String> kills = new CopyOnWriteArrayList<>();

    KilledOperatorLifeIT(TestNamespace namespace) {
        operator = namespace.cluster().operator();
        movies = namespace.stack("movies");
        table = new LifeTable(namespace.cluster(), "2-killed-operator.md", """
                ## The operator killed at every step

                `KilledOperatorLifeIT`: the operator's pod is killed each time that `DatabaseReady` or `CertificatesReady` gets another reason.
                """);
    }

    @AfterAll
    void the_table_is_written() {
        table.write();
    }

    @Test
    void a_cluster_whose_operator_is_killed_at_every_step_ends_up_the_same() {
        movies.apply(spec(1, OLD_VERSION, ""));
        MoviesStack first = movies.awaitSettled();

        try (ExecutorService killer = Executors.newSingleThreadExecutor();
                Watch _ = movies.namespace()
                        .client()
                        .resources(MoviesStack.class)
                        .inNamespace(movies.namespace().name())
                        .withName("movies")
                        .watch(new AtEachReason(killer))) {
            part("1 → 3 nodes", 3, "");
            part("3 → 5 nodes", 5, "");
            part("5 → 3 nodes", 3, "");
            part("other settings, one node after another", 3, "cache: 100MiB");
            if (!image(NEW_VERSION).isEmpty()) {
                part("%s → %s, which waits to be finalized".formatted(OLD_VERSION, NEW_VERSION), this::upgrade);
            }
            part("the nodes' certificate is renewed", () -> renew("movies-db-node", "Reloading"));
            part("the authority's Secret is deleted", () -> renew("movies-db-ca", "AuthorityChanging"));
            killer.shutdownNow();
        }

        operator.awaitLeader();
        MoviesStack last = movies.awaitNodes(3, LONG);
        assertThat(last.getStatus().database().clusterId())
                .isEqualTo(first.getStatus().database().clusterId());
        assertThat(last.getStatus().seed().films())
                .isEqualTo(first.getStatus().seed().films());
        assertThat(StackObjects.of(movies, PersistentVolumeClaim.class))
                .hasSize(3)
                .allSatisfy(claim -> assertThat(claim.getMetadata().getAnnotations())
                        .containsEntry("movies.fusion/cluster-nodes", "3")
                        .containsEntry("movies.fusion/cluster-mode", "cluster")
                        .doesNotContainKey("movies.fusion/decommissioned"));
        assertThat(StackObjects.of(movies, StatefulSet.class)
                        .getFirst()
                        .getSpec()
                        .getReplicas())
                .isEqualTo(3);
        assertThat(kills).hasSizeGreaterThan(4);
    }

    private void part(String words, int nodes, String more) {
        part(words, () -> {
            movies.apply(spec(nodes, OLD_VERSION, more));
            movies.awaitNodes(nodes, LONG);
        });
    }

    private void upgrade() {
        movies.apply(spec(3, NEW_VERSION, "cache: 100MiB\nfinalizeUpgrade: Manual"));
        movies.await(
                "wait to be finalized",
                LONG,
                stack -> Stack.condition(stack, "DatabaseReady")
                        .filter(condition -> "UpgradeNotFinalized".equals(condition.getReason()))
                        .isPresent());
        movies.awaitNodes(3, LONG);
    }

    /**
     * Empty if the engine's own image is used: only the stand-in's images differ in nothing but the reported version.
     */
    private String image(String version) {
        Engine engine = movies.namespace().cluster().engine();
        return engine.isCockroach()
                ? ""
                : "image: " + engine.image().orElseThrow().replaceFirst(":[^:/]+$", ":" + version);
    }

    /** By deleting it, as documented. */
    private void renew(String secret, String reason) {
        movies.namespace()
                .client()
                .secrets()
                .inNamespace(movies.namespace().name())
                .withName(secret)
                .delete();
        awaitCertificates(reason);
        awaitCertificates("Issued");
        movies.awaitNodes(3, LONG);
    }

    private void awaitCertificates(String reason) {
        movies.await(
                "say " + reason,
                LONG,
                stack -> Stack.condition(stack, "CertificatesReady")
                        .filter(condition -> reason.equals(condition.getReason()))
                        .isPresent());
    }

    private void part(String words, Runnable change) {
        int before = kills.size();
        Instant begun = Instant.now();
        change.run();
        List<String> killed = List.copyOf(kills.subList(before, kills.size()));
        table.add(
                "%s; the operator killed %d times, at %s".formatted(words, killed.size(), String.join(", ", killed)),
                Duration.between(begun, Instant.now()).toSeconds());
    }

    private String spec(int nodes, String version, String more) {
        return """
                database:
                  nodes: %d
                  resources: {requests: {cpu: 20m, memory: 64Mi}, limits: {memory: 512Mi}}
                  storage: {size: 100Mi}
                %s
                api: {replicas: 1}
                """.formatted(nodes, (image(version) + "\n" + more).indent(2).stripTrailing());
    }

    /** Kills the leader when a reason changes. */
    private final class AtEachReason implements Watcher<MoviesStack> {

        private final ExecutorService killer;
        private final Map<String, String> last = new HashMap<>();

        AtEachReason(ExecutorService killer) {
            this.killer = killer;
        }

        @Override
        public void eventReceived(Action action, MoviesStack stack) {
            for (String type : List.of("CertificatesReady", "DatabaseReady")) {
                Stack.condition(stack, type).ifPresent(condition -> at(type, condition.getReason()));
            }
        }

        private synchronized void at(String type, String reason) {
            String before = last.put(type, reason);
            if (before == null || before.equals(reason) || killer.isShutdown()) {
                return;
            }
            kills.add(reason);
            killer.execute(this::kill);
        }

        private void kill() {
            try {
                operator.kill(operator.awaitLeader());
            } catch (KubernetesClientException e) {
                // Already gone.
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            // Closed with the test.
        }
    }
}

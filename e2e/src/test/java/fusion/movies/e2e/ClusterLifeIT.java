package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One database from one node to three, to five and back, and from one version to the next and back, with a reader of the
 * API throughout. On the stand-in it shows the order, the gates and the conditions; that no row is lost is shown on
 * CockroachDB alone. Too long for every day.
 */
@OnCluster
@Tag("reliability")
class ClusterLifeIT {

    private static final Duration LONG = Duration.ofMinutes(15);
    private static final String OLD_VERSION = "v25.2.9";
    private static final String NEW_VERSION = "v25.4.14";
    private static final String TOO_FAR = "v26.2.0";

    @TempDir
    private static Path folder;

    private final TestNamespace namespace;
    private final Stack movies;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private Readers readers;
    private ToolsPod tools;
    private AutoCloseable watch;
    private MoviesStack first;

    ClusterLifeIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
    }

    private static String spec(int nodes, String more) {
        return """
                database:
                  nodes: %d
                  resources: {requests: {cpu: 20m, memory: 64Mi}, limits: {memory: 512Mi}}
                  storage: {size: 100Mi}
                %s
                api: {replicas: 2}
                """.formatted(nodes, more.indent(2).stripTrailing());
    }

    @BeforeAll
    void one_node_that_serves() {
        tools = ToolsPod.start(namespace);
        movies.apply(spec(1, ""));
        first = movies.awaitSettled();
        readers = Readers.start(1, tools, first.getStatus().api().url() + "/api/v1/movies?limit=1");
        watch = namespace
                .client()
                .resources(MoviesStack.class)
                .inNamespace(namespace.name())
                .withName("movies")
                .watch(reasons());
    }

    @AfterAll
    void end() throws Exception {
        if (watch != null) {
            watch.close();
        }
        readers.close();
    }

    @Test
    @Order(1)
    void one_node_becomes_three_with_three_replicas_of_everything() throws SQLException, IOException {
        Pod before = node(0);

        movies.apply(spec(3, ""));
        settled(3);

        assertThat(uid(node(0))).isNotEqualTo(uid(before));
        assertSameCluster();
        try (Sql root = Sql.asRoot(movies, folder)) {
            assertThat(root.number(
                            "SELECT count(*) FROM crdb_internal.zones WHERE raw_config_sql ~ 'num_replicas = 1[^0-9]'"))
                    .isZero();
            assertThat(root.number(
                            "SELECT count(*) FROM crdb_internal.ranges_no_leases WHERE array_length(replicas, 1) < 3"))
                    .isLessThanOrEqualTo(1);
        }
        assertThat(claimsSay("movies.fusion/cluster-mode")).containsOnly("cluster");
    }

    @Test
    @Order(2)
    void three_nodes_become_five_and_none_is_restarted() {
        List<String> before = List.of(uid(node(0)), uid(node(1)), uid(node(2)));

        movies.apply(spec(5, ""));
        settled(5);

        assertThat(List.of(uid(node(0)), uid(node(1)), uid(node(2)))).isEqualTo(before);
        assertThat(claimsSay("movies.fusion/cluster-nodes")).containsOnly("5");
    }

    @Test
    @Order(3)
    void five_nodes_become_three_the_highest_first_and_its_claim_last() {
        seen.clear();
        movies.apply(spec(3, ""));

        List<Integer> replicas = new ArrayList<>();
        await().atMost(LONG).pollInterval(Duration.ofMillis(200)).until(() -> {
            int now = StackObjects.of(movies, StatefulSet.class)
                    .getFirst()
                    .getSpec()
                    .getReplicas();
            int claims = StackObjects.of(movies, PersistentVolumeClaim.class).size();
            assertThat(claims).as("claims beside %s replicas", now).isGreaterThanOrEqualTo(now);
            if (replicas.isEmpty() || replicas.getLast() != now) {
                replicas.add(now);
            }
            return now == 3 && claims == 3;
        });
        settled(3);

        assertThat(replicas).isIn(List.of(5, 4, 3), List.of(4, 3));
        assertThat(seen).anyMatch(one -> one.startsWith("Decommissioning"));
        assertThat(seen).anyMatch(one -> one.contains("left to move"));
        assertSameCluster();
    }

    @Test
    @Order(4)
    void other_settings_reach_one_pod_at_a_time() {
        List<String> before = List.of(uid(node(0)), uid(node(1)), uid(node(2)));
        seen.clear();

        movies.apply(spec(3, "cache: 100MiB"));
        await().atMost(LONG).pollInterval(Duration.ofMillis(200)).until(() -> {
            List<Pod> nodes = StackObjects.of(movies, Pod.class).stream()
                    .filter(pod -> pod.getMetadata().getName().matches("movies-db-\\d"))
                    .toList();
            assertThat(nodes.stream().filter(Readiness.getInstance()::isReady).count())
                    .as("nodes that are ready")
                    .isGreaterThanOrEqualTo(2);
            return nodes.size() == 3
                    && nodes.stream().noneMatch(pod -> before.contains(uid(pod)))
                    && nodes.stream().allMatch(Readiness.getInstance()::isReady);
        });
        settled(3);

        assertThat(seen).anyMatch(one -> one.startsWith("Rolling"));
    }

    @Test
    @Order(5)
    void three_nodes_do_not_become_one() {
        movies.apply(spec(1, "cache: 100MiB"));

        movies.await(
                "refuse it",
                Duration.ofMinutes(1),
                stack -> Stack.condition(stack, "DatabaseReady")
                        .filter(condition -> "NodesNotLowered".equals(condition.getReason()))
                        .isPresent());
        assertThat(Stack.has(movies.get(), "Ready", "True")).isTrue();
        assertThat(StackObjects.of(movies, StatefulSet.class)
                        .getFirst()
                        .getSpec()
                        .getReplicas())
                .isEqualTo(3);
        movies.apply(spec(3, "cache: 100MiB"));
        settled(3);
    }

    @Test
    @Order(6)
    void the_reader_was_answered_throughout() {
        assertThat(readers.answered()).isPositive();
        assertThat(readers.failures()).isEmpty();
    }

    @Test
    @Order(7)
    void a_deleted_stack_of_three_nodes_is_gone_in_seconds_and_comes_back_with_its_films() {
        readers.close();
        movies.beginToDelete();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> StackObjects.of(movies, Pod.class).isEmpty());

        movies.apply(spec(3, "cache: 100MiB"));
        MoviesStack again = settled(3);

        assertThat(again.getStatus().seed().films())
                .isEqualTo(first.getStatus().seed().films());
        assertSameCluster();
    }

    @Test
    @Order(8)
    void another_version_may_be_taken_back_until_it_is_finalized_and_none_may_be_skipped() {
        assumeThat(namespace.cluster().engine().isCockroach())
                .as("the stand-in, whose images say to be several versions")
                .isFalse();
        Stack versioned = namespace.stack("versions");
        versioned.apply(versioned(OLD_VERSION, ""));
        versioned.awaitSettled();

        versioned.apply(versioned(NEW_VERSION, "finalizeUpgrade: Manual"));
        awaitReason(versioned, "UpgradeNotFinalized");
        versioned.apply(versioned(OLD_VERSION, "finalizeUpgrade: Manual"));
        awaitImage(versioned, OLD_VERSION);
        awaitReason(versioned, "NodesReady");

        versioned.apply(versioned(TOO_FAR, ""));
        awaitReason(versioned, "ImageRefused");
        assertThat(versioned.condition("DatabaseReady").getMessage()).contains("v25.4 or v25.3");
        awaitImage(versioned, OLD_VERSION);

        versioned.apply(versioned(NEW_VERSION, ""));
        awaitReason(versioned, "UpgradeSoaking");
        awaitReason(versioned, "NodesReady");
        versioned.apply(versioned(OLD_VERSION, ""));
        awaitReason(versioned, "ImageRefused");
        awaitImage(versioned, NEW_VERSION);
    }

    /** The stand-in's images differ in the version that they say to be. */
    private String image(String version) {
        return namespace.cluster().engine().image().orElseThrow().replaceFirst(":[^:/]+$", ":" + version);
    }

    private String versioned(String version, String more) {
        return """
                database:
                  image: %s
                  resources: {requests: {cpu: 20m, memory: 64Mi}, limits: {memory: 512Mi}}
                  storage: {size: 100Mi}
                %s
                api: {replicas: 1}
                """.formatted(image(version), more.indent(2).stripTrailing());
    }

    private static void awaitReason(Stack stack, String reason) {
        stack.await(
                "say " + reason,
                LONG,
                one -> Objects.equals(
                                one.getStatus().observedGeneration(),
                                one.getMetadata().getGeneration())
                        && Stack.condition(one, "DatabaseReady")
                                .filter(condition -> reason.equals(condition.getReason()))
                                .isPresent());
    }

    private void awaitImage(Stack stack, String version) {
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(StackObjects.of(stack, Pod.class).stream()
                                .filter(pod -> pod.getMetadata().getName().equals(stack.name() + "-db-0"))
                                .map(pod ->
                                        pod.getSpec().getContainers().getFirst().getImage())
                                .toList())
                        .containsExactly(image(version)));
    }

    /** Every node is ready, and nothing is under way. */
    private MoviesStack settled(int nodes) {
        return movies.await(
                "have " + nodes + " nodes and nothing under way",
                LONG,
                stack -> Objects.equals(
                                stack.getStatus().observedGeneration(),
                                stack.getMetadata().getGeneration())
                        && Objects.equals(stack.getStatus().database().readyNodes(), nodes)
                        && Stack.has(stack, "Ready", "True")
                        && Stack.has(stack, "Reconciling", "False")
                        && Stack.has(stack, "Stalled", "False"));
    }

    private void assertSameCluster() {
        assertThat(movies.get().getStatus().database().clusterId())
                .isEqualTo(first.getStatus().database().clusterId());
        assertThat(movies.get().getStatus().seed().films())
                .isEqualTo(first.getStatus().seed().films());
    }

    private List<String> claimsSay(String annotation) {
        return StackObjects.of(movies, PersistentVolumeClaim.class).stream()
                .map(claim -> Map.copyOf(claim.getMetadata().getAnnotations()).get(annotation))
                .collect(Collectors.toList());
    }

    private Pod node(int ordinal) {
        return namespace
                .client()
                .pods()
                .inNamespace(namespace.name())
                .withName("movies-db-" + ordinal)
                .require();
    }

    private static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }

    /** What DatabaseReady says, each time that it says something else. */
    private Watcher<MoviesStack> reasons() {
        return new Watcher<>() {

            @Override
            public void eventReceived(Action action, MoviesStack stack) {
                Stack.condition(stack, "DatabaseReady").ifPresent(this::add);
            }

            private void add(Condition condition) {
                String said = condition.getReason() + " " + condition.getMessage();
                if (seen.isEmpty() || !seen.getLast().equals(said)) {
                    seen.add(said);
                    System.out.println("DatabaseReady " + condition.getStatus() + " " + said);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                // Ends with the test.
            }
        };
    }
}

package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One database from one node to three, to five and back, with its certificates and its CA renewed, and from one version to the next and back. Two readers of the API, two of the database and a writer run throughout, and a node is killed in each part. On the stand-in it tests the order, the gates and the conditions; only on CockroachDB does it test that no row is lost and no statement fails. Too slow for every build.
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
    private final LifeTable table;
    private Readers readers;
    private SqlClients clients;
    private ToolsPod tools;
    private AutoCloseable watch;
    private MoviesStack first;

    ClusterLifeIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
        table = new LifeTable(namespace.cluster(), "1-life.md", """
                ## One cluster's life

                `ClusterLifeIT`: two readers of the API, two of the database and one writer run throughout, and a node is killed in each part. A failed
                SQL client had no response from any node for a minute.
                """);
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
        readers = Readers.start(2, tools, first.getStatus().api().url() + "/api/v1/movies?limit=1");
        clients = SqlClients.start(movies, 2);
        await().atMost(Duration.ofMinutes(1)).until(() -> clients.read() > 0 && clients.written() > 0);
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
        clients.close();
        table.write();
    }

    @Test
    @Order(1)
    void one_node_becomes_three_with_three_replicas_of_all_data() throws SQLException, IOException {
        Pod before = node(0);

        part("1 → 3 nodes; node 1 killed", () -> {
            movies.apply(spec(3, ""));
            killOnceReady(1);
            movies.awaitNodes(3, LONG);
        });

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

        part("3 → 5 nodes; node 3 killed", () -> {
            movies.apply(spec(5, ""));
            killOnceReady(3);
            movies.awaitNodes(5, LONG);
        });

        assertThat(List.of(uid(node(0)), uid(node(1)), uid(node(2)))).isEqualTo(before);
        assertThat(claimsSay("movies.fusion/cluster-nodes")).containsOnly("5");
    }

    @Test
    @Order(3)
    void five_nodes_become_three_the_highest_first_and_its_claim_last() {
        seen.clear();
        List<Integer> replicas = new ArrayList<>();
        part("5 → 3 nodes; node 1 killed", () -> {
            movies.apply(spec(3, ""));
            awaitSaid("Decommissioning");
            kill(1);
            followDown(replicas);
            movies.awaitNodes(3, LONG);
        });

        assertThat(replicas).isIn(List.of(5, 4, 3), List.of(4, 3));
        assertThat(seen).anyMatch(one -> one.contains("left to move"));
        assertSameCluster();
    }

    private void followDown(List<Integer> replicas) {
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
    }

    @Test
    @Order(4)
    void new_settings_reach_one_pod_at_a_time() {
        List<String> before = List.of(uid(node(0)), uid(node(1)), uid(node(2)));
        seen.clear();

        movies.apply(spec(3, "cache: 100MiB"));
        await().atMost(LONG).pollInterval(Duration.ofMillis(200)).until(() -> {
            List<Pod> nodes = nodes();
            assertThat(nodes.stream().filter(Readiness.getInstance()::isReady).count())
                    .as("nodes that are ready")
                    .isGreaterThanOrEqualTo(2);
            return nodes.size() == 3
                    && nodes.stream().noneMatch(pod -> before.contains(uid(pod)))
                    && nodes.stream().allMatch(Readiness.getInstance()::isReady);
        });
        movies.awaitNodes(3, LONG);

        assertThat(seen).anyMatch(one -> one.startsWith("Rolling"));
    }

    @Test
    @Order(5)
    void a_killed_node_holds_the_rolling_restart_until_it_is_back() {
        List<String> before = List.of(uid(node(0)), uid(node(1)), uid(node(2)));
        part("other settings, one node after another; node 0 killed", () -> {
            movies.apply(spec(3, "cache: 110MiB"));
            await().atMost(LONG).until(() -> !before.contains(uid(node(2))));
            kill(0);
            await().atMost(LONG).until(() -> nodes().stream().noneMatch(pod -> before.contains(uid(pod))));
            movies.awaitNodes(3, LONG);
        });
    }

    @Test
    @Order(6)
    void a_renewed_certificate_is_presented_by_all_nodes() {
        List<BigInteger> before = serials();
        part("the nodes' certificate is renewed; node 1 killed", () -> {
            secret("movies-db-node").delete();
            kill(1);
            await().atMost(LONG)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(serials())
                            .doesNotContainAnyElementsOf(before)
                            .containsOnly(serials().getFirst()));
            movies.awaitNodes(3, LONG);
        });
    }

    @Test
    @Order(7)
    void a_lost_CA_is_replaced_in_steps() {
        String before = namespace.secretValue("movies-db-ca", "ca.crt");
        part("the authority's Secret is deleted; node 1 killed", () -> {
            secret("movies-db-ca").delete();
            awaitCertificates("AuthorityChanging");
            kill(1);
            awaitCertificates("Issued");
            movies.awaitNodes(3, LONG);
        });

        assertThat(namespace.secretValue("movies-db-node", "ca.crt")).doesNotContain(before);
        assertSameCluster();
    }

    @Test
    @Order(8)
    void three_nodes_cannot_become_one() {
        movies.apply(spec(1, "cache: 110MiB"));

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
        movies.apply(spec(3, "cache: 110MiB"));
        movies.awaitNodes(3, LONG);
    }

    @Test
    @Order(9)
    void readers_were_served_throughout_and_no_acknowledged_row_is_lost() throws SQLException, IOException {
        clients.close();
        assertThat(readers.answered()).isPositive();
        assertThat(readers.failures()).isEmpty();
        long lost;
        try (Sql root = Sql.asRoot(movies, folder)) {
            lost = clients.lost(root);
        }
        table.addLost("rows lost of the %,d whose commit was acknowledged".formatted(clients.written()), lost);
        assumeThat(namespace.cluster().engine().isCockroach())
                .as("CockroachDB: rows and statements over the loss of nodes are not shown here")
                .isTrue();
        assertThat(lost).isZero();
        assertThat(clients.failures()).isEmpty();
    }

    @Test
    @Order(10)
    void a_stack_of_three_nodes_is_deleted_in_seconds_and_recreated_with_its_films() {
        readers.close();
        clients.close();
        Instant begun = Instant.now();
        movies.beginToDelete();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(StackObjects.of(movies, Pod.class))
                        .extracting(pod -> pod.getMetadata().getName())
                        .isEmpty());
        table.add("the stack is deleted, until its pods are gone", since(begun));

        movies.apply(spec(3, "cache: 110MiB"));
        MoviesStack again = movies.awaitNodes(3, LONG);

        assertThat(again.getStatus().seed().films())
                .isEqualTo(first.getStatus().seed().films());
        assertSameCluster();
    }

    @Test
    @Order(11)
    void a_version_can_be_rolled_back_until_it_is_finalized_and_none_can_be_skipped() {
        assumeThat(namespace.cluster().engine().isCockroach())
                .as("the stand-in, whose images say to be several versions")
                .isFalse();
        Stack versioned = namespace.stack("versions");
        versioned.apply(versioned(OLD_VERSION, ""));
        versioned.awaitSettled();

        Instant begun = Instant.now();
        versioned.apply(versioned(NEW_VERSION, "finalizeUpgrade: Manual"));
        awaitReason(versioned, "UpgradeNotFinalized");
        versioned.apply(versioned(OLD_VERSION, "finalizeUpgrade: Manual"));
        awaitImage(versioned, OLD_VERSION);
        awaitReason(versioned, "NodesReady");
        table.add("one node: %s → %s, and rolled back".formatted(OLD_VERSION, NEW_VERSION), since(begun));

        versioned.apply(versioned(TOO_FAR, ""));
        awaitReason(versioned, "ImageRefused");
        assertThat(versioned.condition("DatabaseReady").getMessage()).contains("v25.4 or v25.3");
        awaitImage(versioned, OLD_VERSION);

        Instant again = Instant.now();
        versioned.apply(versioned(NEW_VERSION, ""));
        awaitReason(versioned, "UpgradeSoaking");
        awaitReason(versioned, "NodesReady");
        table.add(
                "one node: %s → %s, and finalized after ten minutes".formatted(OLD_VERSION, NEW_VERSION), since(again));
        versioned.apply(versioned(OLD_VERSION, ""));
        awaitReason(versioned, "ImageRefused");
        awaitImage(versioned, NEW_VERSION);
    }

    /** The stand-in's images differ in the version that they report. */
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

    private void assertSameCluster() {
        assertThat(movies.get().getStatus().database().clusterId())
                .isEqualTo(first.getStatus().database().clusterId());
        assertThat(movies.get().getStatus().seed().films())
                .isEqualTo(first.getStatus().seed().films());
    }

    /** Runs one part of the walk, and records its duration and failures. */
    private void part(String words, Runnable change) {
        int requests = readers.failures().size();
        int queries = clients.failures().size();
        Instant begun = Instant.now();
        change.run();
        table.add(
                words,
                since(begun),
                readers.failures().size() - requests,
                clients.failures().size() - queries);
    }

    private static long since(Instant begun) {
        return Duration.between(begun, Instant.now()).toSeconds();
    }

    private void kill(int ordinal) {
        namespace.client().resource(node(ordinal)).withGracePeriod(0).delete();
    }

    private void killOnceReady(int ordinal) {
        await().atMost(LONG)
                .until(() -> nodes().stream()
                        .anyMatch(pod -> pod.getMetadata().getName().endsWith("-" + ordinal)
                                && Readiness.getInstance().isReady(pod)));
        kill(ordinal);
    }

    private void awaitSaid(String reason) {
        await().atMost(LONG).until(() -> seen.stream().anyMatch(one -> one.startsWith(reason)));
    }

    private void awaitCertificates(String reason) {
        movies.await(
                "say " + reason,
                LONG,
                stack -> Stack.condition(stack, "CertificatesReady")
                        .filter(condition -> reason.equals(condition.getReason()))
                        .isPresent());
    }

    private List<BigInteger> serials() {
        return IntStream.range(0, 3)
                .mapToObj(node -> PresentedCertificate.of(movies, node).getSerialNumber())
                .toList();
    }

    private Resource<Secret> secret(String name) {
        return namespace.client().secrets().inNamespace(namespace.name()).withName(name);
    }

    private List<Pod> nodes() {
        return StackObjects.of(movies, Pod.class).stream()
                .filter(pod -> pod.getMetadata().getName().matches("movies-db-\\d"))
                .toList();
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

    /** Each distinct message of DatabaseReady. */
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
                // Closed with the test.
            }
        };
    }
}

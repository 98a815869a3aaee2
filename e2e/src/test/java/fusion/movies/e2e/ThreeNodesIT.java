package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Several nodes that form one database. */
@OnCluster
class ThreeNodesIT {

    private static final String SPEC = """
            database:
              nodes: 3
              resources: {requests: {cpu: 50m, memory: 128Mi}, limits: {memory: 1Gi}}
            api: {replicas: 1}
            """;

    private final TestNamespace namespace;
    private final Stack movies;
    private final MoviesApi api;
    private ToolsPod pod;
    private MoviesStack first;

    ThreeNodesIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
        api = new MoviesApi(movies);
    }

    @BeforeAll
    void a_stack_of_three_nodes() {
        pod = ToolsPod.start(namespace);
        movies.apply(SPEC);
        first = movies.awaitReady();
    }

    @Test
    @Order(1)
    void all_three_are_ready_members_of_one_cluster() {
        movies.await(
                "have 3 ready nodes",
                Stack.UP,
                stack -> stack.getStatus().database().readyNodes() == 3);

        assertThat(first.getStatus().database().clusterId()).isNotBlank();
        assertThat(Table.of(movies).row()).contains("3/3");
    }

    @Test
    @Order(1)
    void one_init_on_the_first_node_initialized_the_cluster() {
        assertThat(StackObjects.of(movies, Job.class))
                .filteredOn(job -> job.getMetadata().getName().contains("init"))
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.getStatus().getSucceeded()).isOne();
                    assertThat(job.getSpec()
                                    .getTemplate()
                                    .getSpec()
                                    .getContainers()
                                    .getFirst()
                                    .getArgs())
                            .anyMatch(argument -> argument.startsWith("--host=movies-db-0."));
                });
    }

    @Test
    @Order(1)
    void one_at_a_time_can_be_evicted_and_they_are_spread_if_possible() {
        assertThat(StackObjects.of(movies, PodDisruptionBudget.class))
                .singleElement()
                .satisfies(budget ->
                        assertThat(budget.getSpec().getMaxUnavailable()).isEqualTo(new IntOrString(1)));
        StatefulSet set = StackObjects.of(movies, StatefulSet.class).getFirst();
        assertThat(set.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getAffinity()
                        .getPodAntiAffinity()
                        .getPreferredDuringSchedulingIgnoredDuringExecution())
                .isNotEmpty();
    }

    @Test
    @Order(2)
    void a_lost_pod_rejoins_the_same_cluster() {
        Pod lost = node(1);
        namespace.client().resource(lost).withGracePeriod(0).delete();

        await().atMost(Stack.UP)
                .until(
                        () -> node(1),
                        pod -> pod != null
                                && !pod.getMetadata()
                                        .getUid()
                                        .equals(lost.getMetadata().getUid())
                                && Readiness.getInstance().isReady(pod));
        movies.await(
                "have 3 ready nodes again",
                Stack.UP,
                stack -> stack.getStatus().database().readyNodes() == 3);

        assertThat(movies.awaitReady().getStatus().database().clusterId())
                .isEqualTo(first.getStatus().database().clusterId());
        assertThat(api.countFilms(pod)).isEqualTo(first.getStatus().seed().films());
    }

    @Test
    @Order(3)
    void a_stack_recreated_on_its_volumes_is_not_initialized_again() {
        movies.delete();
        movies.apply(SPEC);
        MoviesStack second = movies.awaitReady();

        assertThat(second.getStatus().database().clusterId())
                .isEqualTo(first.getStatus().database().clusterId());
        assertThat(api.countFilms(pod)).isEqualTo(first.getStatus().seed().films());
        assertThat(StackObjects.of(movies, Job.class)).isEmpty();
    }

    @Test
    @Order(4)
    void queries_are_answered_while_a_node_is_down() {
        assumeThat(namespace.cluster().engine().isCockroach())
                .as("a real CockroachDB; failover is not shown here")
                .isTrue();
        List.of(0, 1, 2).forEach(number -> {
            namespace.client().resource(node(number)).withGracePeriod(0).delete();
            assertThat(api.countFilms(pod)).isEqualTo(first.getStatus().seed().films());
            movies.await(
                    "have 3 ready nodes",
                    Stack.UP,
                    stack -> stack.getStatus().database().readyNodes() == 3);
        });
    }

    private Pod node(int number) {
        return namespace
                .client()
                .pods()
                .inNamespace(namespace.name())
                .withName("movies-db-" + number)
                .get();
    }
}

package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Two operators: one leads, and no work is done twice. */
@OnCluster
@Isolated("it kills the operator")
class TwoOperatorsIT {

    private static final Duration TAKEOVER = Duration.ofSeconds(20);

    private final Operator operator;
    private final Stack movies;

    TwoOperatorsIT(TestNamespace namespace) {
        operator = namespace.cluster().operator();
        movies = namespace.stack("movies");
    }

    @BeforeAll
    void a_second_operator() {
        operator.scale(2);
    }

    @AfterAll
    void one_is_enough_again() {
        operator.scale(1);
    }

    @Test
    @Order(1)
    void one_of_them_leads_and_each_step_is_reported_once() {
        movies.apply("{api: {replicas: 1}, seed: {enabled: false}}");
        movies.awaitReady();

        assertThat(operator.pods())
                .extracting(pod -> pod.getMetadata().getName())
                .hasSize(2)
                .contains(operator.leader());
        assertThat(movies.events()).extracting(Event::getMessage).doesNotHaveDuplicates();
    }

    @Test
    @Order(2)
    void the_other_takes_over_within_20_seconds_of_a_kill() {
        String killed = operator.leader();
        operator.kill(killed);
        // Only a leader does this, which proves that the other one works and does not just hold the lease.
        movies.apply("{api: {replicas: 2}, seed: {enabled: false}}");

        await().pollInterval(Duration.ofMillis(500)).atMost(TAKEOVER).untilAsserted(() -> {
            assertThat(operator.leader()).isNotEqualTo(killed);
            assertThat(StackObjects.of(movies, Deployment.class))
                    .singleElement()
                    .extracting(deployment -> deployment.getSpec().getReplicas())
                    .isEqualTo(2);
        });
    }

    @Test
    @Order(3)
    void the_new_leader_does_not_touch_a_healthy_stack() {
        movies.apply("{api: {replicas: 2}, seed: {enabled: false}}");
        movies.awaitSettled();
        List<String> databasePods = databasePods();
        // An event follows the status that it reports.
        await().untilAsserted(() -> assertThat(events()).contains("ApiReady is True: 2 pods ready."));
        List<String> events = events();
        operator.kill(operator.leader());
        movies.apply("{api: {replicas: 2, service: {port: 81}}, seed: {enabled: false}}");

        movies.awaitSettled();

        assertThat(databasePods()).isEqualTo(databasePods);
        assertThat(events()).isEqualTo(events);
    }

    private List<String> events() {
        return movies.events().stream().map(Event::getMessage).toList();
    }

    private List<String> databasePods() {
        return StackObjects.of(movies, Pod.class).stream()
                .filter(pod -> pod.getMetadata().getName().startsWith("movies-db-"))
                .map(pod -> pod.getMetadata().getUid())
                .toList();
    }
}

package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The status is reliable while pods are killed. */
@OnCluster
@Isolated("it tells how soon the status changes")
class StatusIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestNamespace namespace;
    private final Stack movies;
    private History history;
    private ToolsPod tools;

    StatusIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
    }

    @BeforeAll
    void a_stack_watched_from_its_first_moment() {
        tools = ToolsPod.start(namespace);
        history = History.of(movies);
        movies.apply("{api: {replicas: 1}}");
    }

    @AfterAll
    void the_watch_ends() {
        history.close();
    }

    @Test
    @Order(1)
    void kubectl_wait_returns_when_the_stack_is_Ready() throws IOException, InterruptedException {
        assertThat(kubectlWait(Stack.UP)).isEqualTo("moviesstack.movies.fusion/movies condition met");
        assertThat(movies.condition("Ready").getStatus()).isEqualTo("True");
        assertThat(new MoviesApi(movies).fromPod(tools, "/api/v1/movies?limit=1"))
                .isNotEmpty();
    }

    @Test
    @Order(2)
    void each_edit_is_observed_soon() {
        for (String edit : List.of("api: {replicas: 1, service: {port: 81}}", "paused: true", "api: {replicas: 1}")) {
            assertSpokenOf(movies.apply("{%s}".formatted(edit)));
        }
        movies.awaitSettled();
    }

    @Test
    @Order(3)
    void Ready_is_not_True_while_queries_fail() {
        try (Queries queries = Queries.through(tools, movies)) {
            await().atMost(SOON).until(queries::isAnswered);
            Instant began = Instant.now();
            delete("database");
            movies.awaitCondition("DatabaseReady", "False", SOON);
            assertSpokenOf(movies.apply("{api: {replicas: 1, service: {annotations: {example.org/edited: away}}}}"));
            assertThat(movies.condition("Ready").getStatus())
                    .as("Ready, while the pod answers from what it read before")
                    .isEqualTo("True");
            movies.awaitCondition("DatabaseReady", "True", Stack.UP);
            await().atMost(SOON).until(queries::isAnswered);
            assertThat(queries.gaps())
                    .as("failed queries while the database was away, since %s", began)
                    .noneMatch(gap -> gap.from().isAfter(began));
            delete("api");
            movies.awaitCondition("Ready", "False", SOON);
            movies.awaitReady();
            await().atMost(SOON).until(queries::isAnswered);

            assertThat(queries.gaps())
                    .as("failed queries since %s", began)
                    .isNotEmpty()
                    .allSatisfy(gap -> assertThat(
                                    history.longest(stack -> Stack.has(stack, "Ready", "True"), gap.from(), gap.to()))
                            .isLessThanOrEqualTo(probePeriod()));
        }
    }

    @Test
    @Order(4)
    void each_transition_emitted_one_event_and_nothing_else_did() {
        movies.awaitSettled();

        List<String> transitions =
                history.transitions().stream().map(History.Transition::sentence).toList();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(movies.events())
                        .flatExtracting(event -> Collections.nCopies(event.getCount(), sentence(event)))
                        .containsExactlyInAnyOrderElementsOf(transitions));
        assertThat(transitions).contains("Ready is False: Starting", "Ready is True: Serving");
    }

    @Test
    @Order(4)
    void no_status_described_a_later_spec() {
        assertThat(history.states())
                .filteredOn(state -> state.stack().getStatus() != null)
                .allSatisfy(state -> {
                    MoviesStack stack = state.stack();
                    assertThat(stack.getStatus().observedGeneration())
                            .isLessThanOrEqualTo(stack.getMetadata().getGeneration());
                    assertThat(stack.getStatus().conditions())
                            .extracting(Condition::getObservedGeneration)
                            .allSatisfy(generation -> assertThat(generation)
                                    .isLessThanOrEqualTo(stack.getStatus().observedGeneration()));
                });
    }

    private void assertSpokenOf(MoviesStack edited) {
        Long generation = edited.getMetadata().getGeneration();
        movies.await(
                "speak of generation " + generation,
                SOON,
                stack -> generation.equals(stack.getStatus().observedGeneration())
                        && Stack.condition(stack, "Ready")
                                .filter(ready -> generation.equals(ready.getObservedGeneration()))
                                .isPresent());
    }

    private void delete(String component) {
        StackObjects.of(movies, Pod.class).stream()
                .filter(pod -> component.equals(pod.getMetadata().getLabels().get("app.kubernetes.io/component")))
                .forEach(pod ->
                        namespace.client().resource(pod).withGracePeriod(0).delete());
    }

    private Duration probePeriod() {
        return Duration.ofSeconds(StackObjects.of(movies, Deployment.class)
                .getFirst()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getReadinessProbe()
                .getPeriodSeconds());
    }

    /** kubectl itself, as README.md uses it. */
    private String kubectlWait(Duration limit) throws IOException, InterruptedException {
        Process kubectl = new ProcessBuilder(
                        "kubectl",
                        "wait",
                        "--for=condition=Ready",
                        "moviesstack/movies",
                        "--namespace=" + namespace.name(),
                        "--timeout=" + limit.toSeconds() + "s")
                .redirectErrorStream(true)
                .start();
        String words = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        kubectl.waitFor();
        return words.strip();
    }

    /** An event as a transition: without the message, whose changes emit no event. */
    private static String sentence(Event event) {
        return event.getMessage().substring(0, event.getMessage().indexOf(':') + 2) + event.getReason();
    }
}

package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills every part at every step: the stack becomes Ready again with every movie exactly once. Too slow for every build. */
@OnCluster
@Isolated("it kills the operator")
@Tag("reliability")
class ReliabilityIT {

    private static final int PAIRS_OF_MOMENTS = 5;
    private static final int FIRST_WITHIN = 25_000;
    private static final int SECOND_WITHIN = 12_000;

    @TempDir
    private static Path folder;

    private final long seed = Optional.ofNullable(System.getenv("RELIABILITY_SEED"))
            .map(Long::valueOf)
            .orElseGet(() -> System.currentTimeMillis() / 1000);
    private final FaultTable table = new FaultTable();
    private final TestNamespace namespace;
    private final Operator operator;
    private final Stack movies;
    private ToolsPod tools;
    private Crash crash;
    private String source;

    ReliabilityIT(TestNamespace namespace) {
        this.namespace = namespace;
        operator = namespace.cluster().operator();
        movies = namespace.stack("movies");
    }

    @BeforeAll
    void films_on_a_volume() {
        tools = ToolsPod.start(namespace);
        crash = Crash.prepared(namespace);
        source = Films.available()
                .orElseThrow(
                        () -> new AssertionError("The 36,273 movies are not here: let MOVIES_FILMS name their file."))
                .onVolumeOf(namespace);
        System.out.printf("The random moments come from RELIABILITY_SEED=%d%n", seed);
    }

    @AfterAll
    void the_table_is_written() {
        table.write(namespace.cluster(), seed);
    }

    @Order(4)
    @ParameterizedTest(name = "the operator is killed during the start, as {0} turn True")
    @ValueSource(strings = {"CertificatesReady SchemaReady Seeded", "DatabaseReady ApiReady Ready"})
    void on_the_way_up(String conditions) {
        Stack stack = namespace.stack("up-" + conditions.split(" ")[0].toLowerCase(Locale.ROOT));
        List<String> kills = new ArrayList<>();
        Instant killed = Instant.now();
        try (History history = History.of(stack)) {
            start(stack);
            for (String condition : conditions.split(" ")) {
                stack.awaitCondition(condition, "True", Stack.UP);
                killed = killOperator();
                kills.add(together(history, condition, "True"));
            }
        }

        assertWhole(
                stack,
                "the operator, %d times during one start: as each of %s turned True"
                        .formatted(kills.size(), String.join(", ", kills)),
                killed);
        forget(stack);
    }

    Stream<Arguments> moments() {
        Random random = new Random(seed);
        return IntStream.rangeClosed(1, PAIRS_OF_MOMENTS)
                .mapToObj(number -> Arguments.of(number, random.nextInt(FIRST_WITHIN), random.nextInt(SECOND_WITHIN)));
    }

    @Order(6)
    @ParameterizedTest(name = "{0}: the operator is killed {1} ms after apply, and the next one {2} ms after it leads")
    @MethodSource("moments")
    void at_two_random_moments(int number, int first, int second) {
        Stack stack = namespace.stack("random-" + number);
        start(stack);
        pass(first);
        killOperator();
        operator.awaitLeader();
        pass(second);
        Instant killed = killOperator();

        assertWhole(
                stack,
                "the operator, twice during one start: %.1f s after apply, and %.1f s after the next one became leader"
                        .formatted(first / 1000.0, second / 1000.0),
                killed);
        forget(stack);
    }

    @Order(1)
    @Test
    void the_loaders_pod_is_killed_while_it_loads() throws Exception {
        start(movies);
        long done = awaitLoading(movies);
        Instant killed = Instant.now();
        kill("seed");

        assertWhole(movies, "the Job's pod, %,d movies loaded".formatted(done), killed);
    }

    @Order(1)
    @Test
    void the_loader_is_killed_by_SIGKILL_while_it_loads() throws Exception {
        Stack stack = namespace.stack("crash");
        start(stack);
        long done = awaitLoading(stack);
        Instant killed = Instant.now();
        crash.of(pods(stack, "seed").getFirst());

        assertWhole(stack, "the Job, by SIGKILL, %,d movies loaded".formatted(done), killed);
        forget(stack);
    }

    @Order(2)
    @Test
    void an_API_pod_is_killed() {
        movies.apply(spec("api: {replicas: 2}"));
        movies.awaitSettled();
        Instant killed = Instant.now();
        delete(pods(movies, "api").getFirst());
        movies.await("miss a pod", Stack.UP, stack -> stack.getStatus().api().readyReplicas() == 1);

        assertWhole(movies, "one of two API pods", killed);
    }

    @Order(2)
    @Test
    void all_API_pods_are_killed() {
        Instant killed = Instant.now();
        kill("api");
        movies.awaitCondition("ApiReady", "False", Stack.UP);

        assertWhole(movies, "both API pods", killed);
    }

    @Order(2)
    @Test
    void the_API_is_killed_by_SIGKILL() {
        Instant killed = Instant.now();
        pods(movies, "api").forEach(crash::of);
        movies.awaitCondition("ApiReady", "False", Stack.UP);

        assertWhole(movies, "the API in both pods, by SIGKILL", killed);
    }

    @Order(2)
    @Test
    void the_database_pod_is_killed() {
        Instant killed = Instant.now();
        kill("database");
        movies.awaitCondition("DatabaseReady", "False", Stack.UP);

        assertWhole(movies, "the database's pod", killed);
    }

    @Order(2)
    @Test
    void the_database_is_killed_by_SIGKILL() {
        Instant killed = Instant.now();
        crash.of(pods(movies, "database").getFirst());
        movies.awaitCondition("DatabaseReady", "False", Stack.UP);

        assertWhole(movies, "the database, by SIGKILL", killed);
    }

    @Order(2)
    @Test
    void the_operator_is_killed_by_SIGKILL() {
        Instant killed = Instant.now();
        String leader = operator.awaitLeader();
        crash.of(operator.pods().stream()
                .filter(pod -> pod.getMetadata().getName().equals(leader))
                .findFirst()
                .orElseThrow());
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> operator.pods().getFirst(),
                        pod -> pod.getStatus().getContainerStatuses().getFirst().getRestartCount() > 0);

        assertWhole(movies, "the operator, by SIGKILL", killed);
    }

    @Order(3)
    @Test
    void the_operator_is_killed_as_the_database_goes_down() {
        try (History history = History.of(movies)) {
            kill("database");
            movies.awaitCondition("DatabaseReady", "False", Stack.UP);
            Instant killed = killOperator();
            String together = together(history, "DatabaseReady", "False");

            assertWhole(movies, "the database's pod; the operator, as " + together + " turned False", killed);
        }
    }

    @Order(3)
    @Test
    void the_operator_is_killed_while_the_database_stays_down() {
        Instant killed;
        try (Quota _ = Quota.none(namespace, "pods")) {
            kill("database");
            movies.awaitCondition("DatabaseReady", "False", Stack.UP);
            assertThat(new MoviesApi(movies).countFilms(tools)).isEqualTo(Films.NUMBER);
            killed = killOperator();
        }

        assertWhole(
                movies,
                "the database's pod, which could not come back while the movies were served; the operator",
                killed);
    }

    @Order(3)
    @Test
    void the_operator_is_killed_as_certificates_cannot_be_issued() {
        Instant killed;
        try (Quota _ = Quota.none(namespace, "count/secrets")) {
            namespace
                    .client()
                    .secrets()
                    .inNamespace(namespace.name())
                    .withName("movies-db-node")
                    .delete();
            movies.awaitCondition("CertificatesReady", "False", Stack.UP);
            killed = killOperator();
        }

        assertWhole(
                movies,
                "the nodes' certificate, which could not be re-issued; the operator, as CertificatesReady turned False",
                killed);
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                Arguments.of("as its deletion began", null),
                Arguments.of("as its StatefulSet was gone", StatefulSet.class),
                Arguments.of("as its pods were gone", Pod.class));
    }

    @Order(5)
    @ParameterizedTest(name = "the operator is killed during the deletion, {0}")
    @MethodSource("steps")
    void on_the_way_down(String step, Class<? extends HasMetadata> kind) {
        movies.beginToDelete();
        if (kind != null) {
            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> StackObjects.of(movies, kind).isEmpty());
        }
        killOperator();
        operator.awaitLeader();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(StackObjects.remaining(movies)).hasOnlyElementsOfType(PersistentVolumeClaim.class));
        Instant applied = Instant.now();
        start(movies);

        assertWhole(
                movies,
                "the operator during the stack's deletion, %s; only the volume was left, and the stack was applied again"
                        .formatted(step),
                applied);
        assertThat(StackObjects.of(movies, Job.class)).as("a second load").isEmpty();
    }

    private void start(Stack stack) {
        stack.apply(spec("api: {replicas: 1}"));
    }

    private String spec(String api) {
        return "{%s, seed: {source: %s}}".formatted(api, source);
    }

    private Instant killOperator() {
        String leader = operator.awaitLeader();
        operator.kill(leader);
        return Instant.now();
    }

    private void kill(String component) {
        pods(movies, component).forEach(this::delete);
    }

    private void delete(Pod pod) {
        namespace.client().resource(pod).withGracePeriod(0).delete();
    }

    private static List<Pod> pods(Stack stack, String component) {
        return StackObjects.of(stack, Pod.class).stream()
                .filter(pod -> component.equals(pod.getMetadata().getLabels().get("app.kubernetes.io/component")))
                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                .toList();
    }

    /**
     * Waits until some movies are loaded, but not all, and returns their number. Queries the database, because loading all of them takes two seconds, less than the operator's interval.
     */
    private long awaitLoading(Stack stack) throws Exception {
        stack.awaitCondition("SchemaReady", "True", Stack.UP);
        try (Sql sql = Sql.asRoot(stack, Files.createTempDirectory(folder, stack.name()))) {
            long done = await("the first movies")
                    .atMost(Stack.UP)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> sql.number("SELECT count(*) FROM movies"), films -> films > 0);
            assertThat(done).isLessThan(Films.NUMBER);
            return done;
        }
    }

    /** A random moment. */
    private static void pass(int milliseconds) {
        await().pollDelay(Duration.ofMillis(milliseconds))
                .atMost(Duration.ofMillis(milliseconds + 1000L))
                .until(() -> true);
    }

    private static String together(History history, String condition, String status) {
        List<String> others = history.turnedTogether(condition, status).stream()
                .filter(type -> !type.equals(condition))
                .toList();
        return condition + (others.isEmpty() ? "" : " (in one write with " + String.join(", ", others) + ")");
    }

    private void assertWhole(Stack stack, String fault, Instant since) {
        operator.awaitLeader();
        stack.awaitSettled();
        assertObeyed(stack);
        long seconds = Duration.between(since, Instant.now()).toSeconds();
        Rows rows = Rows.of(stack);
        long served = new MoviesApi(stack).countFilms(tools);
        table.add(fault, seconds + " s", rows);
        assertThat(rows).isEqualTo(new Rows(Films.NUMBER, Films.NUMBER));
        assertThat(served).isEqualTo(Films.NUMBER);
        assertThat(stack.get().getStatus().seed().films()).isEqualTo(Films.NUMBER);
    }

    /** Ready may be stale, so the current leader must react to a change. */
    private void assertObeyed(Stack stack) {
        int replicas = stack.get().getSpec().api().replicas();
        stack.apply(spec("api: {replicas: %d, service: {annotations: {example.org/asked-at: '%s'}}}"
                .formatted(replicas, Instant.now())));
        stack.awaitSettled();
    }

    private void forget(Stack stack) {
        stack.beginToDelete();
    }
}

package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** End to end: one resource in, movies out. */
@OnCluster
class OneApplyIT {

    private static final String PASSWORD = "correct-horse-battery-staple";

    private final TestNamespace namespace;
    private final Stack movies;
    private final MoviesApi api;
    private ToolsPod pod;

    OneApplyIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
        api = new MoviesApi(movies);
    }

    @BeforeAll
    void one_apply() {
        pod = ToolsPod.start(namespace);
        namespace.secret("db-login", Map.of("db_user", "movies", "db_password", PASSWORD));
        movies.apply("{credentialsSecretRef: {name: db-login}}");
        movies.awaitReady();
        // Ready holds from the first pod on; the tests need the final state.
        movies.awaitSettled();
    }

    @Test
    @Order(1)
    void every_condition_becomes_True_with_a_message() {
        MoviesStack stack = movies.get();

        assertThat(stack.getStatus().conditions())
                .extracting(Condition::getType)
                .containsExactlyInAnyOrder(
                        "Ready",
                        "Reconciling",
                        "Stalled",
                        "CertificatesReady",
                        "DatabaseReady",
                        "SchemaReady",
                        "ApiReady",
                        "Seeded");
        assertThat(stack.getStatus().conditions()).allSatisfy(condition -> {
            boolean isAbnormal = Set.of("Reconciling", "Stalled").contains(condition.getType());
            assertThat(condition.getStatus()).as(condition.getType()).isEqualTo(isAbnormal ? "False" : "True");
            assertThat(condition.getMessage()).as(condition.getType()).endsWith(".");
        });
    }

    @Test
    @Order(2)
    void once_Ready_no_object_of_the_stack_is_written_for_a_minute() {
        movies.awaitSettled();
        Map<String, String> settled = StackObjects.versions(movies);

        await().pollInterval(Duration.ofSeconds(5))
                .during(Duration.ofSeconds(60))
                .atMost(Duration.ofSeconds(75))
                .untilAsserted(() -> assertThat(StackObjects.versions(movies)).isEqualTo(settled));
    }

    @Test
    @Order(3)
    void every_film_is_loaded_once_and_counted_in_the_status() {
        MoviesStack stack = movies.get();

        assertThat(stack.getStatus().seed().rejected()).isZero();
        assertThat(stack.getStatus().seed().films()).isPositive().isEqualTo(api.countFilms(pod));
    }

    @Test
    @Order(3)
    void kubectl_get_shows_the_state() {
        Table table = Table.of(movies);

        assertThat(table.columns()).containsExactly("Name", "Ready", "Status", "Nodes", "API", "Films", "URL", "Age");
        assertThat(table.row())
                .startsWith(
                        "movies",
                        "True",
                        movies.condition("Ready").getReason(),
                        "1/1",
                        "2/2",
                        String.valueOf(movies.get().getStatus().seed().films()),
                        "http://movies-api.%s.svc".formatted(namespace.name()));
    }

    @Test
    @Order(3)
    void each_step_emitted_an_event() {
        assertThat(movies.events())
                .extracting(event -> event.getMessage())
                .anyMatch(message -> message.startsWith("DatabaseReady is True"))
                .anyMatch(message -> message.startsWith("SchemaReady is True"))
                .anyMatch(message -> message.startsWith("ApiReady is True"))
                .anyMatch(message -> message.startsWith("Seeded is True"))
                .anyMatch(message -> message.startsWith("Ready is True"));
    }

    @Test
    @Order(3)
    void no_password_is_readable_outside_Secrets() {
        List<String> passwords = List.of(PASSWORD, namespace.secretValue("movies-db-loader", "db_password"));

        Readable.of(movies).forEach((where, text) -> assertThat(text).as(where).doesNotContain(passwords));
    }

    @Test
    @Order(4)
    void the_old_setups_request_to_addall_duplicates_nothing() {
        assertThat(pod.get(movies.get().getStatus().api().url() + "/addall")).startsWith("ok");
        assertThat(api.countFilms(pod))
                .isEqualTo(movies.get().getStatus().seed().films());
    }
}

package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Input that only the operator can validate: reported in a condition and an event; the stack recovers when it is
 * corrected.
 */
@OnCluster
class CredentialsIT {

    private final TestNamespace namespace;
    private final Stack movies;

    CredentialsIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
    }

    @BeforeAll
    void applied() {
        movies.apply("{credentialsSecretRef: {name: db-login}, api: {replicas: 1}, seed: {enabled: false}}");
    }

    @Test
    @Order(1)
    void a_missing_Secret_is_reported() {
        assertNamed("SecretMissing", "Secret 'db-login' does not exist in namespace '%s'".formatted(namespace.name()));
    }

    @Test
    @Order(2)
    void a_Secret_without_a_password_is_reported() {
        namespace.secret("db-login", Map.of("db_user", "movies"));

        assertNamed("SecretIncomplete", "Secret 'db-login' has no value for the key db_password");
    }

    @Test
    @Order(3)
    void a_reserved_user_name_is_reported() {
        namespace.secret("db-login", Map.of("db_user", "root", "db_password", "p"));

        assertNamed("UserRefused", "Secret 'db-login', key db_user:");
    }

    @Test
    @Order(4)
    void the_right_Secret_repairs_the_stack() {
        namespace.secret("db-login", Map.of("db_user", "movies", "db_password", "p"));

        movies.awaitReady();
    }

    private void assertNamed(String reason, String sentence) {
        movies.await(
                "say " + reason,
                Stack.UP,
                stack -> Stack.condition(stack, "SchemaReady")
                        .filter(condition -> reason.equals(condition.getReason()))
                        .isPresent());
        assertThat(movies.condition("SchemaReady").getMessage()).contains(sentence);
        assertThat(movies.condition("Ready").getStatus()).isEqualTo("False");
        // The event follows the transition.
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(movies.events())
                        .extracting(Event::getMessage)
                        .anyMatch(message -> message.contains(sentence)));
    }
}

package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** An external server: here another stack's database, reached as any client would. */
@OnCluster
class ExternalDatabaseIT {

    private final TestNamespace namespace;
    private final Stack guest;

    ExternalDatabaseIT(TestNamespace namespace) {
        this.namespace = namespace;
        guest = namespace.stack("guest");
    }

    @BeforeAll
    void applied() {
        guest.apply("""
                {database: {name: films, external: {host: host-db-public.%s.svc, caSecretRef: {name: server-ca}, adminSecretRef: {name: server-admin}}},
                 api: {replicas: 1}}
                """.formatted(namespace.name()));
    }

    @Test
    @Order(1)
    void a_missing_Secret_is_reported() {
        guest.await(
                "name the Secret",
                Stack.UP,
                stack -> Stack.condition(stack, "DatabaseReady")
                        .filter(condition -> condition.getMessage().contains("Secret 'server-ca' does not exist"))
                        .isPresent());
    }

    @Test
    @Order(2)
    void films_are_served_without_running_a_database() {
        Stack host = namespace.stack("host");
        host.apply("{api: {replicas: 0}, seed: {enabled: false}}");
        host.awaitReady();
        namespace.secret("server-ca", Map.of("ca.crt", namespace.secretValue("host-db-ca", "ca.crt")));
        namespace.secret(
                "server-admin",
                Map.of(
                        "db_user", "root",
                        "tls.crt", namespace.secretValue("host-db-client-root", "client.root.crt"),
                        "tls.key", namespace.secretValue("host-db-client-root", "client.root.key")));

        MoviesStack stack = guest.awaitReady();

        assertThat(stack.getStatus().seed().films()).isPositive();
        assertThat(namespace
                        .client()
                        .resources(StatefulSet.class)
                        .inNamespace(namespace.name())
                        .list()
                        .getItems())
                .extracting(set -> set.getMetadata().getName())
                .containsExactly("host-db");
        assertThat(new MoviesApi(guest).fromOutside("/api/v1/movies?limit=1")).isNotEmpty();
    }
}

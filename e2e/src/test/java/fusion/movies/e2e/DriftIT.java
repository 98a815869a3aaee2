package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Others change or delete the operator's objects, or add fields that it does not manage. */
@OnCluster
class DriftIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestNamespace namespace;
    private final Stack movies;
    private final MoviesApi api;
    private ToolsPod pod;
    private long films;

    DriftIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
        api = new MoviesApi(movies);
    }

    @BeforeAll
    void a_stack_with_objects_of_every_kind() {
        pod = ToolsPod.start(namespace);
        movies.apply("""
                api:
                  autoscaling: {minReplicas: 1, maxReplicas: 2}
                  ingress: {host: movies.example.org}
                """);
        films = movies.awaitReady().getStatus().seed().films();
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                Arguments.of(Service.class, "movies-db", "/spec/publishNotReadyAddresses", "false"),
                Arguments.of(Service.class, "movies-db-public", "/spec/ports/0/port", "26258"),
                Arguments.of(Service.class, "movies-api", "/spec/ports/0/targetPort", "9"),
                Arguments.of(StatefulSet.class, "movies-db", "/spec/replicas", "0"),
                Arguments.of(
                        Deployment.class,
                        "movies-api",
                        "/spec/template/spec/containers/0/image",
                        "\"movies-api:wrong\""),
                Arguments.of(Ingress.class, "movies-api", "/spec/rules/0/host", "\"other.example.org\""),
                Arguments.of(HorizontalPodAutoscaler.class, "movies-api", "/spec/maxReplicas", "9"),
                Arguments.of(Secret.class, "movies-db-login", "/data/db_password", "\"\""));
    }

    @Order(1)
    @ParameterizedTest(name = "an edit of {2} in {0} {1} is taken back")
    @MethodSource("edits")
    void an_edit(Class<? extends HasMetadata> kind, String name, String field, String value) {
        JsonNode before = json(kind, name).at(field);

        resource(kind, name)
                .patch(
                        PatchContext.of(PatchType.JSON),
                        "[{\"op\": \"replace\", \"path\": \"%s\", \"value\": %s}]".formatted(field, value));

        if (kind == Secret.class) {
            // A lost password cannot be recovered: a new one is generated.
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(json(kind, name).at(field).asText()).isNotEmpty());
        } else {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(json(kind, name).at(field)).isEqualTo(before));
        }
        assertServed();
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                Arguments.of(Service.class, "movies-db"),
                Arguments.of(Service.class, "movies-db-public"),
                Arguments.of(Service.class, "movies-api"),
                Arguments.of(Secret.class, "movies-db-login"),
                Arguments.of(Secret.class, "movies-db-loader"),
                Arguments.of(Secret.class, "movies-db-client-root"),
                Arguments.of(Secret.class, "movies-db-node"),
                Arguments.of(Deployment.class, "movies-api"),
                Arguments.of(Ingress.class, "movies-api"),
                Arguments.of(HorizontalPodAutoscaler.class, "movies-api"),
                Arguments.of(StatefulSet.class, "movies-db"));
    }

    @Order(2)
    @ParameterizedTest(name = "{0} {1} comes back when it is deleted, and the movies with it")
    @MethodSource("objects")
    void a_deleted_object(Class<? extends HasMetadata> kind, String name) {
        String before = resource(kind, name).require().getMetadata().getUid();

        resource(kind, name).delete();

        await().atMost(SOON)
                .until(
                        () -> resource(kind, name).get(),
                        object ->
                                object != null && !object.getMetadata().getUid().equals(before));
        assertServed();
    }

    @Order(3)
    @Test
    void additions_by_others_are_left_alone() {
        for (Class<? extends HasMetadata> kind : List.of(Deployment.class, Service.class)) {
            resource(kind, "movies-api")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\": {\"annotations\": {\"example.org/team\": \"films\"}, \"labels\": {\"team\": \"films\"}}}");
        }
        // The operator rewrites both objects, and would drop unknown fields with a plain update.
        movies.apply("""
                api:
                  service: {port: 81}
                  pod: {env: {TZ: UTC}}
                  autoscaling: {minReplicas: 1, maxReplicas: 2}
                  ingress: {host: movies.example.org}
                """);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(json(Service.class, "movies-api")
                                .at("/spec/ports/0/port")
                                .asInt())
                        .isEqualTo(81));
        movies.awaitReady();

        for (Class<? extends HasMetadata> kind : List.of(Deployment.class, Service.class)) {
            HasMetadata object = resource(kind, "movies-api").require();
            assertThat(object.getMetadata().getAnnotations()).containsEntry("example.org/team", "films");
            assertThat(object.getMetadata().getLabels()).containsEntry("team", "films");
        }
    }

    /** Not only the status: it may be stale. */
    private void assertServed() {
        await().atMost(Duration.ofSeconds(90)).ignoreExceptions().until(() -> api.countFilms(pod) == films);
        movies.awaitReady();
    }

    private <T extends HasMetadata> Resource<T> resource(Class<T> kind, String name) {
        return namespace.client().resources(kind).inNamespace(namespace.name()).withName(name);
    }

    private JsonNode json(Class<? extends HasMetadata> kind, String name) {
        return namespace
                .client()
                .getKubernetesSerialization()
                .convertValue(resource(kind, name).require(), JsonNode.class);
    }
}

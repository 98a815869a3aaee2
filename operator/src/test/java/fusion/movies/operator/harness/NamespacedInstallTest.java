package fusion.movies.operator.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.TestOperator;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The operator with the permissions of {@code install/movies-operator-namespaced.yaml}, on a separate API server. */
@OnApiServer
class NamespacedInstallTest {

    private static final Path INSTALL = Path.of("../install/movies-operator-namespaced.yaml");
    private static final String NAMESPACE = "movies-system";
    private static final String OPERATOR = "movies-operator";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Cluster-scoped kinds, which the operator requests but can do without. */
    private static final Set<String> DONE_WITHOUT = Set.of("storageclasses", "ingressclasses");

    @Test
    void aRoleSufficesForTheStacksOfItsNamespace() throws IOException {
        ControlPlaneBinaries binaries = ControlPlaneBinaries.find().orElseThrow();
        try (ControlPlane controlPlane = ControlPlane.start(binaries, "namespaced");
                KubernetesClient client = controlPlane.administrator();
                Faults faults = new Faults()) {
            install(client);
            Operator operator = TestOperator.start(
                    controlPlane.serviceAccount(NAMESPACE, OPERATOR, faults),
                    Set.of(NAMESPACE),
                    nowhere(),
                    new BreakableClocks(),
                    new Rounds(),
                    new SimpleMeterRegistry());
            try {
                stack(client, "elsewhere");
                stack(client, NAMESPACE);

                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(conditions(client, NAMESPACE))
                                .extracting(Condition::getType, Condition::getReason)
                                .contains(tuple("DatabaseReady", "Starting"), tuple("ApiReady", "Starting")));
                assertThat(conditions(client, "elsewhere")).isEmpty();
                assertThat(controlPlane.audit().of("system:serviceaccount:" + NAMESPACE + ":" + OPERATOR))
                        .filteredOn(request -> !request.refusal().isEmpty())
                        .allSatisfy(request -> assertThat(DONE_WITHOUT).contains(request.resource()))
                        .isNotEmpty();
            } finally {
                operator.stop();
            }
        }
    }

    private static void install(KubernetesClient client) throws IOException {
        try (InputStream file = Files.newInputStream(INSTALL)) {
            client.load(file).items().stream()
                    .filter(object -> !object.getKind().equals("Deployment"))
                    .forEach(object -> client.resource(object).serverSideApply());
        }
        await("the API server to serve MoviesStacks")
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> client.resources(MoviesStack.class)
                                .inNamespace(NAMESPACE)
                                .list()
                        != null);
    }

    private static void stack(KubernetesClient client, String namespace) {
        HasMetadata home = new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .endMetadata()
                .build();
        if (client.resource(home).get() == null) {
            client.resource(home).create();
        }
        GenericKubernetesResource stack = client.getKubernetesSerialization()
                .unmarshal("""
                        apiVersion: movies.fusion/v1alpha1
                        kind: MoviesStack
                        metadata: {name: movies, namespace: %s}
                        spec: {api: {ingress: {host: movies.example.org}}, networkPolicy: {enabled: true}}
                        """.formatted(namespace), GenericKubernetesResource.class);
        client.resource(stack).create();
    }

    private static List<Condition> conditions(KubernetesClient client, String namespace) {
        MoviesStack stack = client.resources(MoviesStack.class)
                .inNamespace(namespace)
                .withName("movies")
                .get();
        return stack.getStatus() == null ? List.of() : stack.getStatus().conditions();
    }

    /** Nothing runs here, so nothing is queried. */
    private static NodeAddresses nowhere() {
        return new NodeAddresses() {

            @Override
            public Address sql(StackNames stack) {
                return new Address("localhost", 1);
            }

            @Override
            public Address sql(StackNames stack, int ordinal) {
                return sql(stack);
            }

            @Override
            public Address http(StackNames stack, int ordinal) {
                return sql(stack);
            }
        };
    }
}

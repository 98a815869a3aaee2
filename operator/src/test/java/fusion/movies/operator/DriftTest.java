package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.Kubelet;
import fusion.movies.operator.harness.OnApiServer;
import fusion.movies.operator.harness.TestStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Objects that the spec no longer contains, and objects that others changed in conflict with the spec. */
@OnApiServer
class DriftTest {

    private static final String NAMED_HTTP = "http";
    private static final int OTHER_PORT = 9999;

    private final Harness harness;

    DriftTest(Harness harness) {
        this.harness = harness;
    }

    @Test
    void objectsThatTheSpecNoLongerHasAreDeleted() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{api: {ingress: {host: movies.example.org}, autoscaling: {maxReplicas: 3}},"
                    + " networkPolicy: {enabled: true}}");
            stack.awaitAsserted(() -> assertThat(present(stack))
                    .containsExactly("Ingress", "HorizontalPodAutoscaler", "db", "api", "jobs"));

            stack.apply("{}");

            stack.awaitAsserted(() -> assertThat(present(stack)).isEmpty());
        }
    }

    @Test
    void aServiceWithAChangedPortIsReplaced() {
        try (TestStack stack = harness.newStack()) {
            contradicted(
                    stack,
                    Service.class,
                    stack.name() + "-api",
                    service -> new ServiceBuilder(service)
                            .editSpec()
                            .editFirstPort()
                            .withPort(OTHER_PORT)
                            .endPort()
                            .endSpec()
                            .build());

            stack.awaitAsserted(() -> assertThat(find(stack, Service.class, stack.name() + "-api")
                            .getSpec()
                            .getPorts())
                    .singleElement()
                    .satisfies(port -> assertThat(port.getPort()).isEqualTo(80)));
        }
    }

    @Test
    void aDeploymentWithAChangedPortIsReplaced() {
        try (TestStack stack = harness.newStack()) {
            contradicted(
                    stack,
                    Deployment.class,
                    stack.name() + "-api",
                    deployment -> new DeploymentBuilder(deployment)
                            .editSpec()
                            .editTemplate()
                            .editSpec()
                            .editFirstContainer()
                            .editMatchingPort(port -> port.getName().equals(NAMED_HTTP))
                            .withContainerPort(OTHER_PORT)
                            .endPort()
                            .endContainer()
                            .endSpec()
                            .endTemplate()
                            .endSpec()
                            .build());

            stack.awaitAsserted(() -> assertThat(new Kubelet(stack)
                            .deployment()
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .getPorts())
                    .noneMatch(port -> port.getContainerPort() == OTHER_PORT));
        }
    }

    @Test
    void aStatefulSetWithAChangedPortIsReplaced() {
        try (TestStack stack = harness.newStack()) {
            contradicted(
                    stack,
                    StatefulSet.class,
                    stack.name() + "-db",
                    set -> new StatefulSetBuilder(set)
                            .editSpec()
                            .editTemplate()
                            .editSpec()
                            .editFirstContainer()
                            .editMatchingPort(port -> port.getName().equals(NAMED_HTTP))
                            .withContainerPort(OTHER_PORT)
                            .endPort()
                            .endContainer()
                            .endSpec()
                            .endTemplate()
                            .endSpec()
                            .build());

            stack.awaitAsserted(() -> assertThat(new Kubelet(stack)
                            .statefulSet()
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .getPorts())
                    .noneMatch(port -> port.getContainerPort() == OTHER_PORT));
        }
    }

    @Test
    void aPodDisruptionBudgetWithTheOppositeFieldIsReplaced() {
        try (TestStack stack = harness.newStack()) {
            contradicted(
                    stack,
                    PodDisruptionBudget.class,
                    stack.name() + "-api",
                    budget -> new PodDisruptionBudgetBuilder(budget)
                            .editSpec()
                            .withMaxUnavailable(null)
                            .withMinAvailable(new IntOrString(2))
                            .endSpec()
                            .build());

            stack.awaitAsserted(() -> assertThat(find(stack, PodDisruptionBudget.class, stack.name() + "-api")
                            .getSpec())
                    .satisfies(spec -> {
                        assertThat(spec.getMinAvailable()).isNull();
                        assertThat(spec.getMaxUnavailable()).isEqualTo(new IntOrString(1));
                    }));
        }
    }

    @Test
    void aStatefulSetIsRecreatedAroundItsPodsForLargerVolumes() {
        try (TestStack stack = harness.newStack()) {
            String className = "growing-" + stack.name();
            stack.createForCluster(new StorageClassBuilder()
                    .withNewMetadata()
                    .withName(className)
                    .endMetadata()
                    .withProvisioner("example.org/any")
                    .withAllowVolumeExpansion(true)
                    .build());
            String spec = "{database: {storage: {size: %s, storageClassName: " + className + "}}}";
            stack.apply(spec.formatted("1Gi"));
            Kubelet kubelet = new Kubelet(stack);
            kubelet.runDatabase();
            kubelet.claim(0, "Bound");
            String before = kubelet.statefulSet().getMetadata().getUid();

            stack.apply(spec.formatted("2Gi"));

            stack.awaitAsserted(
                    () -> assertThat(kubelet.statefulSet().getMetadata().getFinalizers())
                            .contains("orphan"));
            // The garbage collector has orphaned the pods.
            stack.client()
                    .resource(kubelet.statefulSet())
                    .edit(set -> new StatefulSetBuilder(set)
                            .editMetadata()
                            .withFinalizers(List.of())
                            .endMetadata()
                            .build());
            stack.awaitAsserted(() ->
                    assertThat(kubelet.statefulSet().getMetadata().getUid()).isNotEqualTo(before));
        }
    }

    private static List<String> present(TestStack stack) {
        Stream<String> kinds = Stream.of(Ingress.class, HorizontalPodAutoscaler.class)
                .filter(type -> stack.exists(type, stack.name() + "-api"))
                .map(Class::getSimpleName);
        Stream<String> policies = Stream.of("db", "api", "jobs")
                .filter(policy -> stack.exists(NetworkPolicy.class, stack.name() + "-" + policy));
        return Stream.concat(kinds, policies).toList();
    }

    /** Changes an object of the stack as a user might do manually. */
    private static <R extends HasMetadata> void contradicted(
            TestStack stack, Class<R> type, String name, UnaryOperator<R> change) {
        stack.apply("{}");
        stack.awaitAsserted(() -> assertThat(stack.exists(type, name)).isTrue());
        resource(stack, type, name).edit(change);
    }

    private static <R extends HasMetadata> R find(TestStack stack, Class<R> type, String name) {
        return resource(stack, type, name).get();
    }

    private static <R extends HasMetadata> Resource<R> resource(TestStack stack, Class<R> type, String name) {
        return stack.client().resources(type).inNamespace(stack.namespace()).withName(name);
    }
}

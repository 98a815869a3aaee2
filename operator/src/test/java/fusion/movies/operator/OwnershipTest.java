package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.Kubelet;
import fusion.movies.operator.harness.OnApiServer;
import fusion.movies.operator.harness.TestStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of other owners are reported and not touched; the stack's own are found even without their labels. */
@OnApiServer
class OwnershipTest {

    private final Harness harness;

    OwnershipTest(Harness harness) {
        this.harness = harness;
    }

    @ParameterizedTest
    @ValueSource(strings = {"-db-ca", "-db-node", "-db-client-root"})
    void anotherOwnersSecretWithTheNameOfOneOfTheStacks(String suffix) {
        try (TestStack stack = harness.newStack()) {
            Secret foreign = stack.secret(stack.name() + suffix, Map.of("ca.crt", "theirs"));

            stack.apply("{}");

            String message =
                    stack.awaitCondition("CertificatesReady", "NameTaken").getMessage();
            assertThat(stack.told(message))
                    .isEqualTo("Secret 'movies" + suffix + "' exists in namespace 'default' and does not belong "
                            + "to this stack, which needs the name. The operator does not touch it. Delete or "
                            + "rename it, or create the stack under another name.");
            assertThat(stack.client().resource(foreign).get().getMetadata().getResourceVersion())
                    .isEqualTo(foreign.getMetadata().getResourceVersion());
        }
    }

    @Test
    void stepsThatNeedAGeneratedLoginReportThatItsNameIsTaken() {
        try (TestStack stack = harness.newStack()) {
            stack.secret(stack.name() + "-db-login", Map.of("db_user", "films", "db_password", "of-a-test"));
            Kubelet kubelet = new Kubelet(stack);
            stack.apply("{}");
            kubelet.runDatabase();

            stack.awaitCondition("ApiReady", "NoCredentials");
            assertThat(stack.awaitCondition("SchemaReady", "NameTaken").getMessage())
                    .contains(stack.name() + "-db-login");
            stack.awaitCondition("Ready", "NameTaken");
        }
    }

    @Test
    void anotherOwnersClaimIsNotUsedAsTheFirstNodesVolume() {
        try (TestStack stack = harness.newStack()) {
            stack.create(new PersistentVolumeClaimBuilder()
                    .withNewMetadata()
                    .withName("data-" + stack.name() + "-db-0")
                    .endMetadata()
                    .withNewSpec()
                    .withAccessModes("ReadWriteOnce")
                    .withNewResources()
                    .addToRequests("storage", new Quantity("1Gi"))
                    .endResources()
                    .endSpec()
                    .build());
            stack.apply("{}");

            assertThat(stack.awaitCondition("DatabaseReady", "NameTaken").getMessage())
                    .contains("PersistentVolumeClaim 'data-" + stack.name() + "-db-0'");
            assertThat(stack.exists(StatefulSet.class, stack.name() + "-db")).isFalse();
        }
    }

    @Test
    void aRunningStackThatLostTheOwnershipOfAnObjectKeepsServingAndReportsIt() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{}");
            Kubelet kubelet = new Kubelet(stack).serve();
            Resource<Service> service = resource(stack, Service.class, "-api");
            service.edit(object -> {
                object.getMetadata().setOwnerReferences(null);
                object.getMetadata().setLabels(Map.of("app", "another"));
                return object;
            });

            stack.awaitCondition("ApiReady", "NameTaken");
            assertThat(stack.awaitCondition("Stalled", "NameTaken").getStatus()).isEqualTo("True");
            assertThat(stack.awaitCondition("Ready", "Serving").getStatus()).isEqualTo("True");
            assertThat(service.get().getMetadata().getLabels()).isEqualTo(Map.of("app", "another"));
            assertThat(kubelet.deployment()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Secret.class, Service.class, Deployment.class})
    void removedLabelsOfAnOwnObjectAreRestored(Class<? extends HasMetadata> type) {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{}");
            new Kubelet(stack).serve();
            Resource<? extends HasMetadata> object =
                    resource(stack, type, type == Secret.class ? "-db-loader" : "-api");
            Map<String, String> labels = object.get().getMetadata().getLabels();
            String content = content(object.get());

            object.edit(found -> {
                found.getMetadata().setLabels(null);
                return found;
            });

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(object.get().getMetadata().getLabels()).isEqualTo(labels));
            assertThat(content(object.get())).isEqualTo(content);
        }
    }

    /** Otherwise its volume claims would be left without an owner. */
    @Test
    void objectsOfAStackDeletedDuringARoundAreNotRecreated() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{}");
            new Kubelet(stack).serve();
            Resource<Service> service = resource(stack, Service.class, "-api");
            Resource<Deployment> deployment = resource(stack, Deployment.class, "-api");
            AtomicBoolean looks = new AtomicBoolean();
            CompletableFuture<Void> deleted = new CompletableFuture<>();
            stack.node().duringNextLook(() -> {
                looks.set(true);
                stack.deleteAndSeeItGone(stack.resource());
                stack.deleteAndSeeItGone(deployment);
                stack.deleteAndSeeItGone(service);
                deleted.complete(null);
            });

            // A round can end before it looks at the node, and the one that looks can have begun before. No other
            // follows it.
            stack.awaitAsserted(() -> {
                if (!looks.get()) {
                    stack.poke();
                }
                assertThat(deleted).isDone();
            });
            stack.awaitIdle();

            assertThat(deployment.get()).isNull();
            assertThat(service.get()).isNull();
        }
    }

    private static String content(HasMetadata object) {
        return object instanceof Secret secret ? secret.getData().toString() : "";
    }

    private static <T extends HasMetadata> Resource<T> resource(TestStack stack, Class<T> type, String suffix) {
        return stack.client().resources(type).inNamespace(stack.namespace()).withName(stack.name() + suffix);
    }
}

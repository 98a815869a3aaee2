package fusion.movies.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The operator in the cluster, installed by install/movies-operator.yaml. */
final class Operator {

    static final String NAMESPACE = "movies-system";
    private static final String NAME = "movies-operator";
    private static final Path INSTALL = Path.of("../install/movies-operator.yaml");

    private final KubernetesClient client;

    Operator(KubernetesClient client) {
        this.client = client;
    }

    /** Installs it as an administrator does with {@code kubectl apply}, and restarts it with the image loaded last. */
    void install() {
        for (HasMetadata item : manifest()) {
            if (item instanceof Deployment deployment) {
                deployment
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .setAnnotations(
                                Map.of("movies.fusion/tested-at", Instant.now().toString()));
            }
            client.resource(item).fieldManager("e2e").forceConflicts().serverSideApply();
            if (item instanceof CustomResourceDefinition) {
                client.resource(item).waitUntilCondition(Operator::isEstablished, 30, TimeUnit.SECONDS);
            }
        }
        awaitRolledOut();
    }

    void scale(int replicas) {
        deployment().scale(replicas);
        awaitRolledOut();
    }

    /** The pods that are not terminating. */
    List<Pod> pods() {
        return client.pods().inNamespace(NAMESPACE).withLabel("app.kubernetes.io/name", NAME).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /** The name of the leading pod, by the lease. */
    String leader() {
        return client.leases()
                .inNamespace(NAMESPACE)
                .withName(NAME)
                .require()
                .getSpec()
                .getHolderIdentity();
    }

    /** Waits for the name of the leading pod, because a lease outlives its holder. */
    String awaitLeader() {
        return await().pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofMinutes(1))
                .until(
                        this::leader,
                        leader -> pods().stream()
                                .anyMatch(pod -> pod.getMetadata().getName().equals(leader)));
    }

    /** Kills the pod as a lost node would, without a graceful shutdown. Its Deployment replaces it. */
    void kill(String pod) {
        client.pods().inNamespace(NAMESPACE).withName(pod).withGracePeriod(0).delete();
    }

    private void awaitRolledOut() {
        deployment().waitUntilCondition(Operator::isRolledOut, 120, TimeUnit.SECONDS);
    }

    private RollableScalableResource<Deployment> deployment() {
        return client.apps().deployments().inNamespace(NAMESPACE).withName(NAME);
    }

    private List<HasMetadata> manifest() {
        try (InputStream yaml = Files.newInputStream(INSTALL)) {
            return client.load(yaml).items();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEstablished(HasMetadata definition) {
        return definition instanceof CustomResourceDefinition crd
                && crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    private static boolean isRolledOut(Deployment deployment) {
        DeploymentStatus status = deployment == null ? null : deployment.getStatus();
        Integer wanted = deployment == null ? null : deployment.getSpec().getReplicas();
        return status != null
                && Objects.equals(
                        status.getObservedGeneration(), deployment.getMetadata().getGeneration())
                && number(status.getReplicas()) == wanted
                && number(status.getUpdatedReplicas()) == wanted
                && number(status.getReadyReplicas()) == wanted;
    }

    private static int number(Integer absentIsNone) {
        return absentIsNone == null ? 0 : absentIsNone;
    }
}

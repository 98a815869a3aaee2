package fusion.movies.operator.database;

import fusion.movies.crd.DatabaseSpec;
import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.pods.Jobs;
import fusion.movies.operator.pods.PodDiagnosis;
import fusion.movies.operator.pods.PodProblem;
import fusion.movies.operator.pods.PodState;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.SecurityContexts;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes several waiting nodes one cluster. Always through pod 0: through two different nodes there would be two clusters. */
final class InitJob {

    private static final String CERTIFICATES = "/cockroach/cockroach-certs";

    private static final Map<String, Quantity> ENOUGH =
            Map.of("cpu", new Quantity("100m"), "memory", new Quantity("256Mi"));

    private InitJob() {}

    static Job job(MoviesStack stack, String image, String clusterDomain) {
        StackNames names = StackNames.of(stack);
        DatabaseSpec spec = stack.getSpec().database();
        return new JobBuilder()
                .withMetadata(Metadata.of(stack, names.databaseInit(), Labels.DATABASE_INIT))
                .withNewSpec()
                .withBackoffLimit(4)
                .withActiveDeadlineSeconds(300L)
                .withTtlSecondsAfterFinished(120)
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Labels.of(stack, Labels.DATABASE_INIT))
                .withAnnotations(spec.pod().annotations())
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withSecurityContext(SecurityContexts.pod())
                .withImagePullSecrets(spec.imagePullSecrets())
                .withNodeSelector(spec.pod().nodeSelector())
                .withAffinity(spec.pod().affinity())
                .withTolerations(spec.pod().tolerations())
                .addNewContainer()
                .withName("init")
                .withImage(image)
                .withImagePullPolicy("IfNotPresent")
                .withCommand("/cockroach/cockroach")
                .withArgs(
                        "init",
                        "--certs-dir=" + CERTIFICATES,
                        "--host=" + names.nodeHost(0, clusterDomain) + ":" + NodeAddresses.SQL_PORT)
                .withResources(resources(spec.resources()))
                .withSecurityContext(SecurityContexts.container())
                .addNewVolumeMount()
                .withName("certificates")
                .withMountPath(CERTIFICATES)
                .withReadOnly(true)
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName("certificates")
                .withNewSecret()
                .withSecretName(names.rootCertificate())
                .withDefaultMode(0440)
                .endSecret()
                .endVolume()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** Why the nodes are not made one cluster. */
    static Optional<PodProblem> problem(Job job, List<Pod> pods, PodDiagnosis diagnosis) {
        if (Jobs.hasSucceeded(job)) {
            return Optional.empty();
        }
        if (!Jobs.isOver(job)) {
            return diagnosis.of(job, 1, pods);
        }
        Optional<Pod> pod =
                pods.stream().max(Comparator.comparing(one -> one.getMetadata().getCreationTimestamp()));
        return Optional.of(new PodProblem(
                "InitFailed",
                "Job '" + job.getMetadata().getName() + "', which makes the nodes one cluster, failed"
                        + pod.map(PodState::lastExit).orElse("") + "."
                        + pod.map(one -> " See: kubectl logs "
                                        + one.getMetadata().getName() + ".")
                                .orElse("")
                        + " It is made again when it is deleted."));
    }

    /** Of the kinds that the nodes have, so that a quota that asks for them is met; no more than the client needs. */
    private static ResourceRequirements resources(ResourceRequirements nodes) {
        return new ResourceRequirementsBuilder()
                .withRequests(bounded(nodes.getRequests()))
                .withLimits(bounded(nodes.getLimits()))
                .build();
    }

    private static Map<String, Quantity> bounded(Map<String, Quantity> nodes) {
        Map<String, Quantity> bounded = new TreeMap<>();
        if (nodes != null) {
            nodes.forEach(
                    (name, quantity) -> bounded.put(name, smaller(quantity, ENOUGH.getOrDefault(name, quantity))));
        }
        return bounded;
    }

    private static Quantity smaller(Quantity one, Quantity other) {
        return one.getNumericalAmount().compareTo(other.getNumericalAmount()) <= 0 ? one : other;
    }
}

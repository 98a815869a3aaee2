package fusion.movies.operator.pods;

import fusion.movies.operator.stack.StackObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Diagnoses why the pods of a StatefulSet, a Deployment or a Job do not run. Checks a pod's life in order: creation,
 * scheduling, volumes, containers.
 */
public final class PodDiagnosis {

    private static final Set<String> NOT_MADE = Set.of("FailedCreate", "FailedCreatePodSandBox");
    private static final Set<String> NOT_MOUNTED = Set.of("FailedMount", "FailedAttachVolume", "FailedMapVolume");

    private final StackObjects objects;
    /** The spec's field with the pods' resources, for the remedy. */
    private final String resources;

    public PodDiagnosis(StackObjects objects, String resources) {
        this.objects = objects;
        this.resources = resources;
    }

    /**
     * @param wanted desired number of pods
     * @param pods the existing pods
     */
    public Optional<PodProblem> of(HasMetadata owner, int wanted, Collection<Pod> pods) {
        return notMade(owner, wanted, pods)
                .or(() -> pods.stream()
                        .filter(pod ->
                                pod.getStatus() != null && pod.getMetadata().getDeletionTimestamp() == null)
                        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                        .flatMap(pod -> of(pod).stream())
                        .findFirst());
    }

    private Optional<PodProblem> of(Pod pod) {
        return PodState.notScheduled(pod)
                .or(() -> PodState.evicted(pod))
                .or(() -> PodState.containerProblem(pod, resources))
                .or(() -> PodState.isBeingMade(pod) ? notMounted(pod) : Optional.empty());
    }

    private Optional<PodProblem> notMade(HasMetadata owner, int wanted, Collection<Pod> pods) {
        long present = pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .count();
        if (present >= wanted) {
            return Optional.empty();
        }
        return replicaFailure(owner)
                .or(() -> Events.newest(objects, owner, NOT_MADE))
                .map(refusal -> refused(owner, refusal));
    }

    private PodProblem refused(HasMetadata owner, String refusal) {
        String sentence = "The pods of " + owner.getKind() + " '"
                + owner.getMetadata().getName() + "' are rejected: " + refusal + (refusal.endsWith(".") ? "" : ".");
        return refusal.contains("quota")
                ? new PodProblem("QuotaExceeded", sentence + " Raise the quota, or set " + resources + " to fit it.")
                : new PodProblem("PodsRefused", sentence);
    }

    /** A Deployment reports its ReplicaSet's failures in a condition. */
    private static Optional<String> replicaFailure(HasMetadata owner) {
        return owner instanceof Deployment deployment && deployment.getStatus() != null
                ? deployment.getStatus().getConditions().stream()
                        .filter(condition ->
                                "ReplicaFailure".equals(condition.getType()) && "True".equals(condition.getStatus()))
                        .map(DeploymentCondition::getMessage)
                        .findFirst()
                : Optional.empty();
    }

    private Optional<PodProblem> notMounted(Pod pod) {
        return Events.newest(objects, pod, NOT_MOUNTED)
                .map(message -> new PodProblem(
                        "VolumeNotMounted", "Pod " + pod.getMetadata().getName() + " waits for a volume: " + message));
    }
}

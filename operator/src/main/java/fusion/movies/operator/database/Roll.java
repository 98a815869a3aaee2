package fusion.movies.operator.database;

import fusion.movies.operator.pods.PodState;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Selects the next pod to replace by one of the StatefulSet's current template. Pure. The StatefulSet controller does
 * not replace pods (update strategy OnDelete), because it only considers readiness, which says nothing about a node's
 * ranges.
 */
sealed interface Roll {

    String REVISION = "controller-revision-hash";

    /** All pods have the current template. */
    record Done() implements Roll {}

    /** The controller has not observed the current template yet. */
    record Unseen() implements Roll {}

    /** Can be replaced now: it serves no clients, or it is the only one. */
    record Replace(Pod pod, int outdated) implements Roll {}

    /** Can be replaced once no range is under-replicated. */
    record ReplaceIfHealthy(Pod pod, int outdated) implements Roll {}

    /** None can be replaced while another pod is down. */
    record Wait(String podAway, int outdated) implements Roll {}

    /**
     * @param pods the StatefulSet's pods that stay
     */
    static Roll next(StatefulSet set, Shape shape, List<Pod> pods) {
        if (set.getStatus() == null || set.getStatus().getUpdateRevision() == null) {
            return pods.isEmpty() ? new Done() : new Unseen();
        }
        Long seen = set.getStatus().getObservedGeneration();
        if (seen == null || seen < set.getMetadata().getGeneration()) {
            return new Unseen();
        }
        List<Pod> outdated = pods.stream()
                .filter(pod -> isOutdated(pod, set.getStatus().getUpdateRevision()))
                .sorted(Comparator.comparingInt(StackNames::ordinal).reversed())
                .toList();
        if (outdated.isEmpty()) {
            return new Done();
        }
        Optional<Pod> ending = pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() != null)
                .findFirst();
        if (ending.isPresent()) {
            return new Wait(ending.get().getMetadata().getName(), outdated.size());
        }
        Optional<Pod> free = outdated.stream()
                // It cannot join the others before it restarts as a cluster member, and they may wait for it.
                .filter(pod -> shape.mode() == Shape.Mode.CLUSTER && isSingleNode(pod))
                .findFirst()
                .or(() ->
                        outdated.stream().filter(pod -> !PodState.isReady(pod)).findFirst())
                .or(() -> outdated.stream().filter(pod -> shape.nodes() == 1).findFirst());
        if (free.isPresent()) {
            return new Replace(free.get(), outdated.size());
        }
        for (int ordinal = 0; ordinal < shape.nodes(); ordinal++) {
            int wanted = ordinal;
            if (pods.stream().noneMatch(pod -> StackNames.ordinal(pod) == wanted && PodState.isReady(pod))) {
                return new Wait(set.getMetadata().getName() + "-" + ordinal, outdated.size());
            }
        }
        return new ReplaceIfHealthy(outdated.getFirst(), outdated.size());
    }

    private static boolean isOutdated(Pod pod, String revision) {
        String own = pod.getMetadata().getLabels() == null
                ? null
                : pod.getMetadata().getLabels().get(REVISION);
        return own != null && !Objects.equals(own, revision);
    }

    private static boolean isSingleNode(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getArgs().contains(Shape.Mode.SINGLE_NODE_COMMAND);
    }
}

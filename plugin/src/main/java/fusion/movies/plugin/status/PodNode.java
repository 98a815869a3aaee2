package fusion.movies.plugin.status;

import fusion.movies.plugin.status.Node.Mark;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Optional;

/** A pod in the tree: its node, and why it is not ready. */
final class PodNode {

    /** Reasons of a waiting container that resolve without action. */
    private static final String CREATING = "ContainerCreating";

    private static final String INITIALIZING = "PodInitializing";

    private PodNode() {}

    static Node of(Pod pod) {
        String name = pod.getMetadata().getName();
        String where = pod.getSpec() == null || pod.getSpec().getNodeName() == null
                ? "not scheduled yet"
                : "on " + pod.getSpec().getNodeName();
        PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return Node.of(Mark.Waiting, "Pod", name, "terminating, " + where);
        }
        Optional<ContainerStateWaiting> waiting = waiting(status);
        if (waiting.isPresent()) {
            String reason = waiting.get().getReason();
            boolean passes = CREATING.equals(reason) || INITIALIZING.equals(reason);
            String message = waiting.get().getMessage() == null
                    ? ""
                    : ": " + waiting.get().getMessage();
            return Node.of(passes ? Mark.Waiting : Mark.Bad, "Pod", name, reason + message + ", " + where);
        }
        Optional<String> unscheduled = unscheduled(status);
        if (unscheduled.isPresent()) {
            return Node.of(Mark.Bad, "Pod", name, "not scheduled: " + unscheduled.get());
        }
        return switch (String.valueOf(status.getPhase())) {
            case "Succeeded" -> Node.of(Mark.Good, "Pod", name, "succeeded, " + where);
            case "Failed" -> Node.of(Mark.Bad, "Pod", name, "failed, " + where);
            default ->
                isReady(status)
                        ? Node.of(Mark.Good, "Pod", name, "ready, " + where + restarts(status))
                        : Node.of(Mark.Waiting, "Pod", name, "not ready, " + where + restarts(status));
        };
    }

    static boolean isReady(PodStatus status) {
        return status.getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private static Optional<ContainerStateWaiting> waiting(PodStatus status) {
        return status.getContainerStatuses().stream()
                .filter(container -> container.getState() != null)
                .map(container -> container.getState().getWaiting())
                .filter(state -> state != null && state.getReason() != null)
                .findFirst();
    }

    private static Optional<String> unscheduled(PodStatus status) {
        return status.getConditions().stream()
                .filter(condition -> condition.getType().equals("PodScheduled")
                        && condition.getStatus().equals("False"))
                .map(condition -> String.valueOf(condition.getMessage()))
                .findFirst();
    }

    private static String restarts(PodStatus status) {
        int restarts = status.getContainerStatuses().stream()
                .mapToInt(ContainerStatus::getRestartCount)
                .sum();
        return restarts == 0 ? "" : ", restarted " + restarts + (restarts == 1 ? " time" : " times");
    }
}

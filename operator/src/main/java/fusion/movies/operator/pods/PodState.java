package fusion.movies.operator.pods;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Extracts from a pod's status why it does not run. */
public final class PodState {

    private static final Set<String> NO_IMAGE =
            Set.of("ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError");
    private static final Set<String> NO_CONFIGURATION =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");
    private static final String OUT_OF_MEMORY = "OOMKilled";

    private PodState() {}

    public static boolean isReady(Pod pod) {
        return condition(pod, "Ready").isPresent();
    }

    /** Since when a pod has been ready; empty if it is not, or if no transition time is recorded. */
    public static Optional<Instant> readySince(Pod pod) {
        return condition(pod, "Ready").map(PodCondition::getLastTransitionTime).map(Instant::parse);
    }

    /** Since when its container has been running; empty if it is not. */
    public static Optional<Instant> runsSince(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getContainerStatuses().stream()
                        .map(ContainerStatus::getState)
                        .filter(state -> state != null && state.getRunning() != null)
                        .map(state -> state.getRunning().getStartedAt())
                        .map(start -> start == null ? Instant.EPOCH : Instant.parse(start))
                        .findFirst();
    }

    private static Optional<PodCondition> condition(Pod pod, String type) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()))
                        .findFirst();
    }

    static Optional<PodProblem> notScheduled(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> "PodScheduled".equals(condition.getType())
                        && "False".equals(condition.getStatus())
                        && condition.getMessage() != null)
                .map(PodCondition::getMessage)
                .map(message ->
                        new PodProblem("Unschedulable", "Pod " + name(pod) + " cannot be scheduled: " + message))
                .findFirst();
    }

    static Optional<PodProblem> evicted(Pod pod) {
        return "Evicted".equals(pod.getStatus().getReason())
                ? Optional.of(new PodProblem(
                        "Evicted",
                        "Pod " + name(pod) + " was evicted: " + pod.getStatus().getMessage()))
                : Optional.empty();
    }

    /** Whether the kubelet has the pod but has not started its containers. */
    static boolean isBeingMade(Pod pod) {
        return "Pending".equals(pod.getStatus().getPhase());
    }

    static Optional<PodProblem> containerProblem(Pod pod, String resources) {
        return Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream())
                .filter(container -> !Boolean.TRUE.equals(container.getReady()) && container.getState() != null)
                .flatMap(container -> outOfMemory(pod, container, resources)
                        .or(() -> Optional.ofNullable(container.getState().getWaiting())
                                .flatMap(waiting -> waiting(pod, container, waiting)))
                        .stream())
                .findFirst();
    }

    private static Optional<PodProblem> waiting(Pod pod, ContainerStatus container, ContainerStateWaiting waiting) {
        String reason = waiting.getReason() == null ? "" : waiting.getReason();
        String detail = waiting.getMessage() == null ? reason : reason + ": " + waiting.getMessage();
        if (NO_IMAGE.contains(reason)) {
            return Optional.of(new PodProblem(
                    "ImageUnavailable",
                    "Pod " + name(pod) + " cannot pull the image " + container.getImage() + " (" + detail
                            + "). Correct the image in the spec, or make it available."));
        }
        if (NO_CONFIGURATION.contains(reason)) {
            return Optional.of(new PodProblem(
                    "ContainerNotCreated", "Pod " + name(pod) + " cannot create its container: " + detail));
        }
        if (reason.equals("CrashLoopBackOff")) {
            return Optional.of(new PodProblem(
                    "Crashing",
                    "Pod " + name(pod) + " keeps terminating" + lastExit(container) + ". See: kubectl logs " + name(pod)
                            + " --previous"));
        }
        return Optional.empty();
    }

    private static Optional<PodProblem> outOfMemory(Pod pod, ContainerStatus container, String resources) {
        return Stream.of(Optional.ofNullable(container.getState().getTerminated()), lastEnd(container))
                .flatMap(Optional::stream)
                .filter(end -> OUT_OF_MEMORY.equals(end.getReason()))
                .map(end -> new PodProblem(
                        "OutOfMemory",
                        "Pod " + name(pod) + " was OOM-killed: it exceeded its memory limit. Raise " + resources
                                + ".limits.memory."))
                .findFirst();
    }

    /** How a pod's container terminated, in parentheses; empty if it did not. */
    public static String lastExit(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(container -> Optional.ofNullable(container.getState())
                        .map(ContainerState::getTerminated)
                        .map(PodState::exit)
                        .orElseGet(() -> lastExit(container)))
                .findFirst()
                .orElse("");
    }

    private static String lastExit(ContainerStatus container) {
        return lastEnd(container).map(PodState::exit).orElse("");
    }

    private static String exit(ContainerStateTerminated end) {
        return " (" + end.getReason() + ", exit code " + end.getExitCode() + ")";
    }

    private static Optional<ContainerStateTerminated> lastEnd(ContainerStatus container) {
        return Optional.ofNullable(container.getLastState()).map(last -> last.getTerminated());
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}

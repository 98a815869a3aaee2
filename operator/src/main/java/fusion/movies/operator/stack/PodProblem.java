package fusion.movies.operator.stack;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Why a pod does not come up, said so that a person can act. */
public record PodProblem(String reason, String message) {

    private static final Set<String> NO_IMAGE =
            Set.of("ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError");
    private static final Set<String> NO_CONFIGURATION = Set.of("CreateContainerConfigError", "CreateContainerError");

    /** The first problem of any of these pods, by the pods' names. */
    public static Optional<PodProblem> firstOf(Collection<Pod> pods) {
        return pods.stream()
                .filter(pod -> pod.getStatus() != null && pod.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .flatMap(pod -> Stream.concat(scheduling(pod).stream(), containers(pod)))
                .findFirst();
    }

    private static Optional<PodProblem> scheduling(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> "PodScheduled".equals(condition.getType())
                        && "False".equals(condition.getStatus())
                        && condition.getMessage() != null)
                .map(PodCondition::getMessage)
                .map(message -> new PodProblem(
                        "Unschedulable", "Pod " + pod.getMetadata().getName() + " finds no node: " + message))
                .findFirst();
    }

    private static Stream<PodProblem> containers(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .flatMap(container -> Optional.ofNullable(container.getState().getWaiting())
                        .flatMap(waiting -> of(pod.getMetadata().getName(), container, waiting))
                        .stream());
    }

    private static Optional<PodProblem> of(String pod, ContainerStatus container, ContainerStateWaiting waiting) {
        String reason = waiting.getReason() == null ? "" : waiting.getReason();
        String detail = waiting.getMessage() == null ? reason : reason + ": " + waiting.getMessage();
        if (NO_IMAGE.contains(reason)) {
            return Optional.of(new PodProblem(
                    "ImageUnavailable",
                    "Pod " + pod + " cannot get the image " + container.getImage() + " (" + detail
                            + "). Correct the image in the spec, or make it available."));
        }
        if (NO_CONFIGURATION.contains(reason)) {
            return Optional.of(
                    new PodProblem("ContainerNotCreated", "Pod " + pod + " cannot make its container: " + detail));
        }
        if (reason.equals("CrashLoopBackOff")) {
            return Optional.of(new PodProblem(
                    "Crashing",
                    "Pod " + pod + " ends again and again" + lastExit(container) + ". See: kubectl logs " + pod
                            + " --previous"));
        }
        return Optional.empty();
    }

    private static String lastExit(ContainerStatus container) {
        ContainerStateTerminated last = container.getLastState() == null
                ? null
                : container.getLastState().getTerminated();
        return last == null ? "" : " (" + last.getReason() + ", exit code " + last.getExitCode() + ")";
    }
}

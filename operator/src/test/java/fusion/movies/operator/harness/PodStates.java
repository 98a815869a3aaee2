package fusion.movies.operator.harness;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/** The states of a pod as written by scheduler and kubelet, with their messages. */
public final class PodStates {

    private PodStates() {}

    public static Function<Pod, PodStatus> ready() {
        return pod -> container(
                        pod,
                        true,
                        new ContainerStateBuilder()
                                .withNewRunning()
                                .endRunning()
                                .build())
                .withPhase("Running")
                .build();
    }

    /** Has just become ready. */
    public static Function<Pod, PodStatus> justReady() {
        return pod -> {
            PodStatus status = ready().apply(pod);
            status.getConditions()
                    .forEach(condition -> condition.setLastTransitionTime(
                            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
            return status;
        };
    }

    /** Runs, but its readiness probe fails. */
    public static Function<Pod, PodStatus> notReady() {
        return pod -> container(
                        pod,
                        false,
                        new ContainerStateBuilder()
                                .withNewRunning()
                                .endRunning()
                                .build())
                .withPhase("Running")
                .build();
    }

    /** No node for it. */
    public static Function<Pod, PodStatus> unschedulable(String schedulersWords) {
        return pod -> new PodStatusBuilder()
                .withPhase("Pending")
                .withConditions(new PodConditionBuilder()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .withMessage(schedulersWords)
                        .build())
                .build();
    }

    /** Its container waits, for a reason such as {@code ImagePullBackOff}. */
    public static Function<Pod, PodStatus> waiting(String reason, String message) {
        return pod -> container(
                        pod,
                        false,
                        new ContainerStateBuilder()
                                .withNewWaiting()
                                .withReason(reason)
                                .withMessage(message)
                                .endWaiting()
                                .build())
                .withPhase("Pending")
                .build();
    }

    /** Its container keeps terminating and being restarted. */
    public static Function<Pod, PodStatus> crashing(String reason, int exitCode, String terminationMessage) {
        return pod -> {
            PodStatus status = waiting(
                            "CrashLoopBackOff",
                            "back-off 40s restarting failed container=" + containerName(pod) + " pod="
                                    + pod.getMetadata().getName())
                    .apply(pod);
            status.setPhase("Running");
            status.getContainerStatuses().getFirst().setLastState(terminated(reason, exitCode, terminationMessage));
            status.getContainerStatuses().getFirst().setRestartCount(4);
            return status;
        };
    }

    /** It has terminated and is not restarted, like the pods of Jobs. */
    public static Function<Pod, PodStatus> ended(String reason, int exitCode, String terminationMessage) {
        return pod -> container(pod, false, terminated(reason, exitCode, terminationMessage))
                .withPhase(exitCode == 0 ? "Succeeded" : "Failed")
                .build();
    }

    /** The kubelet evicted it to protect the node. */
    public static Function<Pod, PodStatus> evicted(String kubeletsWords) {
        return pod -> new PodStatusBuilder()
                .withPhase("Failed")
                .withReason("Evicted")
                .withMessage(kubeletsWords)
                .build();
    }

    private static ContainerState terminated(String reason, int exitCode, String terminationMessage) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withReason(reason)
                .withExitCode(exitCode)
                .withMessage(terminationMessage)
                .endTerminated()
                .build();
    }

    private static PodStatusBuilder container(Pod pod, boolean ready, ContainerState state) {
        String image = pod.getSpec().getContainers().getFirst().getImage();
        return new PodStatusBuilder()
                .addToConditions(
                        new PodConditionBuilder()
                                .withType("PodScheduled")
                                .withStatus("True")
                                .build(),
                        new PodConditionBuilder()
                                .withType("Ready")
                                .withStatus(ready ? "True" : "False")
                                .build())
                .withContainerStatuses(new ContainerStatusBuilder()
                        .withName(containerName(pod))
                        .withImage(image)
                        .withImageID("")
                        .withReady(ready)
                        .withStarted(ready)
                        .withRestartCount(0)
                        .withState(state)
                        .build());
    }

    private static String containerName(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getName();
    }
}

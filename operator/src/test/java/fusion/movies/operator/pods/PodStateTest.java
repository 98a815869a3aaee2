package fusion.movies.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

class PodStateTest {

    private static Pod waiting(String reason, String message, String lastEnd) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("movies-db-0")
                .endMetadata()
                .withNewStatus()
                .addNewContainerStatus()
                .withName("cockroachdb")
                .withImage("nowhere/none:1")
                .withNewState()
                .withNewWaiting(message, reason)
                .endState()
                .withNewLastState()
                .withNewTerminated()
                .withReason(lastEnd)
                .withExitCode(137)
                .endTerminated()
                .endLastState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static PodProblem problem(String reason, String message, String lastEnd) {
        return PodState.containerProblem(waiting(reason, message, lastEnd), "database.resources")
                .orElseThrow();
    }

    @Test
    void aPodWithoutItsImageNamesTheImageAndTheRemedy() {
        assertThat(problem("ImagePullBackOff", "not found", "Error"))
                .isEqualTo(new PodProblem(
                        "ImageUnavailable",
                        "Pod movies-db-0 cannot pull the image nowhere/none:1 (ImagePullBackOff: not found). Correct the"
                                + " image in the spec, or make it available."));
    }

    @Test
    void aCrashingPodSaysHowItTerminatedAndWhereToLook() {
        assertThat(problem("CrashLoopBackOff", "back-off", "Error"))
                .isEqualTo(new PodProblem(
                        "Crashing",
                        "Pod movies-db-0 keeps terminating (Error, exit code 137). See: kubectl logs movies-db-0"
                                + " --previous"));
    }

    @Test
    void anOomKilledPodNamesTheFieldToRaise() {
        assertThat(problem("CrashLoopBackOff", "back-off", "OOMKilled"))
                .isEqualTo(new PodProblem(
                        "OutOfMemory",
                        "Pod movies-db-0 was OOM-killed: it exceeded its memory limit. Raise"
                                + " database.resources.limits.memory."));
    }

    @Test
    void aPodBeingCreatedHasNoProblem() {
        assertThat(PodState.containerProblem(waiting("ContainerCreating", null, "Error"), "database.resources"))
                .isEmpty();
    }

    @Test
    void anUnschedulablePodGivesTheSchedulersReason() {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName("movies-db-0")
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withMessage("0/1 nodes are available: 1 Insufficient memory.")
                .endCondition()
                .endStatus()
                .build();

        assertThat(PodState.notScheduled(pod))
                .contains(new PodProblem(
                        "Unschedulable",
                        "Pod movies-db-0 cannot be scheduled: 0/1 nodes are available: 1 Insufficient memory."));
    }
}

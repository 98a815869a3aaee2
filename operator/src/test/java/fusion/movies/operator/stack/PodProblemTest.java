package fusion.movies.operator.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodProblemTest {

    private static Pod waiting(String reason, String message) {
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
                .withReason("OOMKilled")
                .withExitCode(137)
                .endTerminated()
                .endLastState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    @Test
    void aPodWithoutItsImageNamesTheImageAndWhatToDo() {
        assertThat(PodProblem.firstOf(List.of(waiting("ImagePullBackOff", "not found"))))
                .get()
                .satisfies(problem -> {
                    assertThat(problem.reason()).isEqualTo("ImageUnavailable");
                    assertThat(problem.message())
                            .contains("movies-db-0", "nowhere/none:1", "not found", "Correct the image");
                });
    }

    @Test
    void aPodThatEndsAgainAndAgainSaysHowItEndedAndWhereToLook() {
        assertThat(PodProblem.firstOf(List.of(waiting("CrashLoopBackOff", "back-off"))))
                .get()
                .satisfies(problem -> {
                    assertThat(problem.reason()).isEqualTo("Crashing");
                    assertThat(problem.message()).contains("OOMKilled", "137", "kubectl logs movies-db-0 --previous");
                });
    }

    @Test
    void aPodThatIsBeingMadeHasNoProblem() {
        assertThat(PodProblem.firstOf(List.of(waiting("ContainerCreating", null))))
                .isEmpty();
    }

    @Test
    void aPodThatFindsNoNodeGivesTheSchedulersReason() {
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

        assertThat(PodProblem.firstOf(List.of(pod)))
                .get()
                .extracting(PodProblem::message)
                .asString()
                .contains("Insufficient memory");
    }
}

package fusion.movies.operator.seed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTest {

    private static final Instant END = Instant.parse("2026-11-24T10:00:00Z");

    private static Job failed(int attempt) {
        return ended(attempt, "Failed");
    }

    private static Job ended(int attempt, String condition) {
        return new JobBuilder()
                .withNewMetadata()
                .withName("movies-seed-0123456789-" + attempt)
                .addToLabels("movies.fusion/attempt", String.valueOf(attempt))
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType(condition)
                .withStatus("True")
                .withLastTransitionTime(END.toString())
                .endCondition()
                .endStatus()
                .build();
    }

    private static Pod terminated(String job, String message) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(job + "-x")
                .addToLabels("batch.kubernetes.io/job-name", job)
                .endMetadata()
                .withNewStatus()
                .addNewContainerStatus()
                .withNewState()
                .withNewTerminated()
                .withReason("Error")
                .withExitCode(137)
                .withMessage(message)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static Attempt attempt(int number, Pod... pods) {
        return Attempt.of(failed(number), List.of(pods));
    }

    private static Duration waitAfter(int number) {
        return attempt(number, terminated("movies-seed-0123456789-" + number, "{}"))
                .untilNext(END);
    }

    @Test
    void theWaitDoublesUpToFiveMinutes() {
        assertThat(waitAfter(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(waitAfter(3)).isEqualTo(Duration.ofSeconds(8));
        assertThat(waitAfter(6)).isEqualTo(Duration.ofSeconds(64));
        assertThat(waitAfter(9)).isEqualTo(Duration.ofMinutes(5));
        assertThat(waitAfter(40)).isEqualTo(Duration.ofMinutes(5));
        assertThat(attempt(1).untilNext(END.plusSeconds(2)).isPositive()).isFalse();
    }

    @Test
    void aLoaderWhosePodWasDeletedRestartsAtOnceHoweverOften() {
        Pod leaving = terminated("movies-seed-0123456789-9", null)
                .edit()
                .editMetadata()
                .withDeletionTimestamp(END.toString())
                .endMetadata()
                .build();

        assertThat(attempt(9).untilNext(END)).isEqualTo(Duration.ofSeconds(1));
        assertThat(attempt(9, leaving).untilNext(END)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anAttemptThatLoadedItsFilmsDidNotFailEvenIfTheyAreRequestedAgain() {
        Attempt complete = Attempt.of(ended(1, "Complete"), List.of());

        assertThat(complete.isOver()).isTrue();
        assertThat(complete.hasSucceeded()).isTrue();
        assertThat(attempt(1).hasSucceeded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"outcome\": \"Failed\", \"reason\": \"NotFound\"}", "killed"})
    void aMessageWithoutReasonAndSentenceIsNoVerdict(String message) {
        Attempt.Verdict verdict =
                attempt(1, terminated("movies-seed-0123456789-1", message)).verdict();

        assertThat(verdict.reason()).isEqualTo("LoaderKilled");
        assertThat(verdict.message()).contains("137");
    }

    @Test
    void theLoadersTerminationMessageIsTheVerdict() {
        Pod pod = terminated("movies-seed-0123456789-1", """
                {"outcome": "Failed", "reason": "NotFound", "message": "There are no movies at that address.", "films": 0}
                """);

        assertThat(attempt(1, pod).verdict())
                .isEqualTo(new Attempt.Verdict("Failed", "NotFound", "There are no movies at that address."));
    }

    @Test
    void kubernetesReportsForAKilledLoader() {
        Attempt.Verdict verdict =
                attempt(1, terminated("movies-seed-0123456789-1", null)).verdict();

        assertThat(verdict.reason()).isEqualTo("LoaderKilled");
        assertThat(verdict.message()).contains("137");
    }

    @Test
    void podsOfOtherJobsAreIgnored() {
        Pod other = terminated("movies-seed-0123456789-2", "{}");

        assertThat(attempt(1, other).verdict().reason()).isEqualTo("LoaderLost");
    }
}

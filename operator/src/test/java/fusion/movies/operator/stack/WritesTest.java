package fusion.movies.operator.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WritesTest {

    private static final StepResult STARTING = new StepResult.Waiting("Starting", "1 of 3 nodes ready.");
    private static final StepResult DONE = new StepResult.Done("NodesReady", "3 nodes ready.");

    private static StepResult beside(StepResult noted, StepResult found) {
        Writes writes = new Writes();
        writes.note(noted);
        return writes.beside(found);
    }

    @Test
    void aRefusalIsReportedWithWhatServes() {
        assertThat(beside(new StepResult.Hindered("NodesNotLowered", "Not to one."), DONE))
                .isEqualTo(new StepResult.Hindered("NodesNotLowered", "Not to one. Until then: 3 nodes ready."));
    }

    @Test
    void aRefusalDoesNotMakeAFailedStepWork() {
        assertThat(beside(new StepResult.Hindered("NodesNotLowered", "Not to one."), STARTING))
                .isEqualTo(new StepResult.Failed("NodesNotLowered", "Not to one. Until then: 1 of 3 nodes ready."));
    }

    @Test
    void aWaitingChangeIsNotReportedBeforeSomethingServes() {
        assertThat(beside(new StepResult.Changing("UpgradeWaits", "Later."), STARTING))
                .isEqualTo(STARTING);
    }

    @Test
    void aFailedWriteIsTheReasonThatNothingServes() {
        StepResult failed = new StepResult.Failed("QuotaExceeded", "No.");

        assertThat(beside(failed, STARTING)).isEqualTo(failed);
    }
}

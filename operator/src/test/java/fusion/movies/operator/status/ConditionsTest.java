package fusion.movies.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final StepResult DONE = StepResult.done("Done", "Done.");

    private static Map<ConditionType, StepResult> results(StepResult database, StepResult seeded) {
        Map<ConditionType, StepResult> results = new EnumMap<>(ConditionType.class);
        results.put(ConditionType.CertificatesReady, DONE);
        results.put(ConditionType.DatabaseReady, database);
        results.put(ConditionType.SchemaReady, DONE);
        results.put(ConditionType.ApiReady, DONE);
        results.put(ConditionType.Seeded, seeded);
        return results;
    }

    private static Condition ready(Map<ConditionType, StepResult> results, boolean everLoaded) {
        return Conditions.of(results, everLoaded, List.of(), 3, NOW).getFirst();
    }

    @Test
    void aStackIsReadyWhenEveryStepIsDone() {
        Condition ready = ready(results(DONE, DONE), true);

        assertThat(ready.getType()).isEqualTo("Ready");
        assertThat(ready.getStatus()).isEqualTo("True");
        assertThat(ready.getObservedGeneration()).isEqualTo(3);
    }

    @Test
    void readyNamesTheFirstStepThatIsNotDone() {
        Condition ready = ready(
                results(
                        StepResult.failed("ImageUnavailable", "Pod movies-db-0 cannot get its image."),
                        StepResult.waiting("Waiting", "Waits.")),
                true);

        assertThat(ready.getStatus()).isEqualTo("False");
        assertThat(ready.getReason()).isEqualTo("ImageUnavailable");
        assertThat(ready.getMessage()).isEqualTo("DatabaseReady: Pod movies-db-0 cannot get its image.");
    }

    @Test
    void aReloadThatFailsLeavesTheStackReadyAndAFirstLoadThatFailsDoesNot() {
        StepResult failed = StepResult.failed("NotFound", "There are no films.");

        assertThat(ready(results(DONE, failed), true).getStatus()).isEqualTo("True");
        assertThat(ready(results(DONE, failed), false).getStatus()).isEqualTo("False");
    }

    @Test
    void aConditionThatStaysKeepsItsTime() {
        List<Condition> before = Conditions.of(results(DONE, DONE), true, List.of(), 1, NOW);
        List<Condition> after = Conditions.of(
                results(StepResult.failed("Unreachable", "Away."), DONE), true, before, 1, NOW.plusSeconds(60));

        assertThat(time(after, "CertificatesReady")).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(time(after, "DatabaseReady")).isEqualTo("2026-11-24T10:01:00Z");
        assertThat(time(after, "Ready")).isEqualTo("2026-11-24T10:01:00Z");
    }

    @Test
    void anotherMessageIsNoTransitionAndAnotherReasonIs() {
        List<Condition> before =
                Conditions.of(results(DONE, StepResult.waiting("Loading", "1 of 10.")), false, List.of(), 1, NOW);
        List<Condition> progress =
                Conditions.of(results(DONE, StepResult.waiting("Loading", "5 of 10.")), false, before, 1, NOW);
        List<Condition> failure =
                Conditions.of(results(DONE, StepResult.failed("CutOff", "Ends early.")), false, before, 1, NOW);

        assertThat(progress).noneMatch(condition -> TransitionEvents.isTransition(before, condition));
        assertThat(failure)
                .filteredOn(condition -> TransitionEvents.isTransition(before, condition))
                .extracting(Condition::getType)
                .containsExactly("Ready", "Seeded");
    }

    @Test
    void aPausedStackIsNeitherReadyNorNotReadyAndKeepsItsOtherConditions() {
        List<Condition> before = Conditions.of(results(DONE, DONE), true, List.of(), 1, NOW);

        List<Condition> paused = Conditions.paused(before, 2, NOW.plusSeconds(60));

        assertThat(paused.getFirst().getStatus()).isEqualTo("Unknown");
        assertThat(paused.getFirst().getReason()).isEqualTo("Paused");
        assertThat(paused.subList(1, paused.size())).isEqualTo(before.subList(1, before.size()));
    }

    private static String time(List<Condition> conditions, String type) {
        return Conditions.find(conditions, type).orElseThrow().getLastTransitionTime();
    }
}

package fusion.movies.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStackStatus.ApiStatus;
import fusion.movies.crd.MoviesStackStatus.SeedStatus;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final StepResult DONE = new StepResult.Done("Done", "Done.");
    private static final StepResult AWAY = new StepResult.Waiting("Unreachable", "Away.");
    private static final StepResult FAILED = new StepResult.Failed("NotFound", "There is no source.");

    private static StepResults results(StepResult database, StepResult api, StepResult seeded) {
        StepResults results = new StepResults();
        results.note(ConditionType.CertificatesReady, DONE);
        results.note(ConditionType.DatabaseReady, database);
        results.note(ConditionType.SchemaReady, DONE);
        results.note(ConditionType.ApiReady, api);
        results.note(ConditionType.Seeded, seeded);
        return results;
    }

    private static Serving serving(int wanted, int ready, boolean hasMovies) {
        return new Serving(
                Optional.of(new ApiStatus(wanted, ready, ready + "/" + wanted, "http://movies-api.films.svc")),
                hasMovies ? Optional.of(new SeedStatus(253L, 253L, 0L, 0L, 0L, 0L, "1.0s")) : Optional.empty(),
                true);
    }

    private static List<Condition> conditions(StepResults results, Serving serving) {
        return new Conditions(List.of(), 3, NOW).of(results, serving);
    }

    private static String told(List<Condition> conditions, String type) {
        Condition found = Conditions.find(conditions, type).orElseThrow();
        return found.getStatus() + " " + found.getReason() + ": " + found.getMessage();
    }

    @Test
    void aServingStackThatMatchesItsSpecIsOnlyReady() {
        List<Condition> conditions = conditions(results(DONE, DONE, DONE), serving(2, 2, true));

        assertThat(conditions)
                .extracting(Condition::getType)
                .containsExactly(
                        "Ready",
                        "Reconciling",
                        "Stalled",
                        "CertificatesReady",
                        "DatabaseReady",
                        "SchemaReady",
                        "ApiReady",
                        "Seeded");
        assertThat(told(conditions, "Ready")).isEqualTo("True Serving: 253 movies are served by 2 pods.");
        assertThat(told(conditions, "Reconciling")).isEqualTo("False Settled: The stack matches its spec.");
        assertThat(told(conditions, "Stalled")).isEqualTo("False NotStalled: No step waits for user action.");
        assertThat(conditions)
                .allSatisfy(condition ->
                        assertThat(condition.getObservedGeneration()).isEqualTo(3));
    }

    @Test
    void aStackThatDoesNotServeNamesTheFirstStepThatDoesNotWork() {
        List<Condition> conditions = conditions(results(AWAY, DONE, AWAY), serving(2, 0, false));

        assertThat(told(conditions, "Ready")).isEqualTo("False Unreachable: DatabaseReady: Away.");
        assertThat(told(conditions, "Reconciling")).isEqualTo("True Unreachable: DatabaseReady: Away.");
    }

    @Test
    void anUnavailableDatabaseIsReportedWhileMoviesAreServed() {
        List<Condition> conditions = conditions(results(AWAY, DONE, AWAY), serving(2, 2, true));

        assertThat(told(conditions, "Ready"))
                .isEqualTo("True Serving: 253 movies are served by 2 pods. The database is unavailable: the pods"
                        + " serve the movies that they read before, see DatabaseReady.");
        assertThat(told(conditions, "DatabaseReady")).isEqualTo("False Unreachable: Away.");
        assertThat(told(conditions, "Reconciling")).startsWith("True Unreachable");
    }

    @Test
    void aBlockedChangeIsReportedWhileMoviesAreServed() {
        StepResult hindered = new StepResult.Hindered("StorageNotExpandable", "It stays at 1Gi.");
        List<Condition> conditions = conditions(results(hindered, DONE, DONE), serving(2, 2, true));

        assertThat(told(conditions, "Ready"))
                .isEqualTo("True Serving: 253 movies are served by 2 pods. Not as specified: see DatabaseReady.");
        assertThat(told(conditions, "DatabaseReady")).isEqualTo("True StorageNotExpandable: It stays at 1Gi.");
        assertThat(told(conditions, "Stalled")).isEqualTo("True StorageNotExpandable: DatabaseReady: It stays at 1Gi.");
        assertThat(told(conditions, "Reconciling")).startsWith("False Stalled");
    }

    @Test
    void aFailedReloadLeavesTheStackReadyAndAFailedFirstLoadDoesNot() {
        assertThat(told(conditions(results(DONE, DONE, FAILED), serving(2, 2, true)), "Ready"))
                .startsWith("True Serving");
        assertThat(told(conditions(results(DONE, DONE, FAILED), serving(2, 2, false)), "Ready"))
                .isEqualTo("False NotFound: Seeded: There is no source.");
    }

    @Test
    void aStackScaledToZeroReportsIt() {
        assertThat(told(conditions(results(DONE, DONE, DONE), serving(0, 0, true)), "Ready"))
                .isEqualTo("True ScaledToZero: Scaled to zero: api.replicas is 0, so nothing is served.");
        assertThat(told(conditions(results(FAILED, DONE, DONE), serving(0, 0, true)), "Ready"))
                .startsWith("False NotFound");
    }

    @Test
    void anUnobservedApiLeavesReadyUnknown() {
        Serving unknown = new Serving(Optional.empty(), Optional.empty(), true);

        assertThat(told(conditions(results(DONE, FAILED, DONE), unknown), "Ready"))
                .startsWith("Unknown NotFound");
    }

    @Test
    void anUnchangedConditionKeepsItsTime() {
        List<Condition> before = conditions(results(DONE, DONE, DONE), serving(2, 2, true));
        List<Condition> after =
                new Conditions(before, 3, NOW.plusSeconds(60)).of(results(AWAY, DONE, DONE), serving(2, 0, true));

        assertThat(time(after, "CertificatesReady")).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(time(after, "DatabaseReady")).isEqualTo("2026-11-24T10:01:00Z");
        assertThat(time(after, "Ready")).isEqualTo("2026-11-24T10:01:00Z");
    }

    @Test
    void anotherMessageIsNotATransitionButAnotherReasonIs() {
        Conditions first = new Conditions(List.of(), 1, NOW);
        List<Condition> before = first.of(results(DONE, DONE, loading("1 of 10.")), serving(2, 2, false));
        List<Condition> progress = first.of(results(DONE, DONE, loading("5 of 10.")), serving(2, 2, false));
        List<Condition> failure = first.of(results(DONE, DONE, FAILED), serving(2, 2, false));

        assertThat(progress).noneMatch(condition -> TransitionEvents.isTransition(before, condition));
        assertThat(failure)
                .filteredOn(condition -> TransitionEvents.isTransition(before, condition))
                .extracting(Condition::getType)
                .containsExactly("Ready", "Seeded");
    }

    @Test
    void aPausedStackIsNeitherReadyNorNotReadyAndKeepsItsStepsConditions() {
        List<Condition> before = conditions(results(DONE, DONE, DONE), serving(2, 2, true));

        List<Condition> paused = new Conditions(before, 4, NOW.plusSeconds(60)).paused();

        assertThat(told(paused, "Ready")).startsWith("Unknown Paused");
        assertThat(told(paused, "Reconciling")).startsWith("False Paused");
        assertThat(paused.subList(3, paused.size())).isEqualTo(before.subList(3, before.size()));
    }

    private static StepResult loading(String message) {
        return new StepResult.Waiting("Loading", message);
    }

    private static String time(List<Condition> conditions, String type) {
        return Conditions.find(conditions, type).orElseThrow().getLastTransitionTime();
    }
}

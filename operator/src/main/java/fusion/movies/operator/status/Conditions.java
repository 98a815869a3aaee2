package fusion.movies.operator.status;

import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.status.Readiness.Summary;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Derives the conditions from the steps' results: pure functions.
 *
 * @param previous the conditions so far; an unchanged condition keeps its transition time
 * @param generation generation of the spec that they describe
 */
public record Conditions(List<Condition> previous, long generation, Instant now) {

    public List<Condition> of(StepResults results, Serving serving) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(condition(ConditionType.Ready, Readiness.ready(results, serving)));
        conditions.add(condition(ConditionType.Reconciling, Readiness.reconciling(results)));
        conditions.add(condition(ConditionType.Stalled, Readiness.stalled(results)));
        results.inOrder()
                .forEach((type, result) -> conditions.add(condition(
                        type, new Summary(result.works() ? "True" : "False", result.reason(), result.message()))));
        return conditions;
    }

    /** For a stack before its first step. */
    public List<Condition> begun() {
        return List.of(
                condition(ConditionType.Ready, new Summary("Unknown", "Reconciling", "Reconciliation has started.")),
                condition(ConditionType.Reconciling, new Summary("True", "Reconciling", "Reconciliation has started.")),
                condition(ConditionType.Stalled, new Summary("False", "NotStalled", "No step waits for user action.")));
    }

    /** While paused, Ready is Unknown, so that a stale condition is not read as current. */
    public List<Condition> paused() {
        String message =
                "spec.paused is true: the operator does not change anything. The steps' conditions are from before the pause.";
        return beforeTheSteps(
                new Summary("Unknown", "Paused", message),
                new Summary("False", "Paused", message),
                new Summary("False", "Paused", message));
    }

    /** For a reconciliation that ended without its steps: the last resort. */
    public List<Condition> failed(StepResult failure) {
        return beforeTheSteps(
                new Summary("Unknown", failure.reason(), failure.message()),
                new Summary(
                        failure.isStalled() ? "False" : "True",
                        failure.isStalled() ? "Stalled" : failure.reason(),
                        failure.isStalled() ? "See the condition Stalled." : failure.message()),
                failure.isStalled()
                        ? new Summary("True", failure.reason(), failure.message())
                        : new Summary("False", "NotStalled", "No step waits for user action."));
    }

    private List<Condition> beforeTheSteps(Summary ready, Summary reconciling, Summary stalled) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(condition(ConditionType.Ready, ready));
        conditions.add(condition(ConditionType.Reconciling, reconciling));
        conditions.add(condition(ConditionType.Stalled, stalled));
        previous.stream()
                .filter(condition -> conditions.stream()
                        .noneMatch(summary -> summary.getType().equals(condition.getType())))
                .toList()
                .forEach(conditions::add);
        return conditions;
    }

    private Condition condition(ConditionType type, Summary summary) {
        String since = find(previous, type.name())
                .filter(old -> Objects.equals(old.getStatus(), summary.status()))
                .map(Condition::getLastTransitionTime)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new ConditionBuilder()
                .withType(type.name())
                .withStatus(summary.status())
                .withReason(summary.reason())
                .withMessage(summary.message())
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build();
    }

    static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }
}

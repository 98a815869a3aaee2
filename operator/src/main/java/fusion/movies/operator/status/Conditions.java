package fusion.movies.operator.status;

import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Turns what the steps found into conditions: a pure function. */
public final class Conditions {

    private Conditions() {}

    /**
     * @param everLoaded whether films were loaded once: a reload that fails later leaves the stack ready
     * @param previous the conditions so far; a condition that stays keeps its time
     */
    public static List<Condition> of(
            Map<ConditionType, StepResult> results,
            boolean everLoaded,
            List<Condition> previous,
            long generation,
            Instant now) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(condition(ConditionType.Ready, ready(results, everLoaded), previous, generation, now));
        results.forEach((type, result) -> conditions.add(condition(type, result, previous, generation, now)));
        return conditions;
    }

    /** Ready, and while the stack is paused so that nobody takes an old condition for a new one, unknown. */
    public static List<Condition> paused(List<Condition> previous, long generation, Instant now) {
        StepResult paused = StepResult.waiting(
                "Paused", "spec.paused is true: the operator changes nothing. The other conditions are as they were.");
        List<Condition> conditions = new ArrayList<>();
        conditions.add(new ConditionBuilder(condition(ConditionType.Ready, paused, previous, generation, now))
                .withStatus("Unknown")
                .build());
        previous.stream()
                .filter(condition -> !condition.getType().equals(ConditionType.Ready.name()))
                .forEach(conditions::add);
        return conditions;
    }

    private static StepResult ready(Map<ConditionType, StepResult> results, boolean everLoaded) {
        return results.entrySet().stream()
                .filter(entry -> !entry.getValue().isDone())
                .filter(entry -> !(everLoaded && entry.getKey() == ConditionType.Seeded))
                .findFirst()
                .map(entry -> new StepResult(
                        entry.getValue().state(),
                        entry.getValue().reason(),
                        entry.getKey() + ": " + entry.getValue().message()))
                .orElse(StepResult.done("Serving", "The films are served."));
    }

    private static Condition condition(
            ConditionType type, StepResult result, List<Condition> previous, long generation, Instant now) {
        String status = result.isDone() ? "True" : "False";
        Optional<Condition> before = find(previous, type.name());
        String since = before.filter(old -> Objects.equals(old.getStatus(), status))
                .map(Condition::getLastTransitionTime)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new ConditionBuilder()
                .withType(type.name())
                .withStatus(status)
                .withReason(result.reason())
                .withMessage(result.message())
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

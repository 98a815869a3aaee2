package fusion.movies.operator.status;

import fusion.movies.operator.stack.Failures;
import fusion.movies.operator.stack.Observation;
import fusion.movies.operator.stack.StepResult;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** The results of the steps of one reconciliation. A step that throws has failed. */
public final class StepResults {

    private static final String WAITING = "Waiting";

    /** Run in any order, reported in the order of the types. */
    private final Map<ConditionType, StepResult> results = new EnumMap<>(ConditionType.class);

    private final Map<ConditionType, Throwable> unexpected = new EnumMap<>(ConditionType.class);

    /**
     * Runs a step.
     *
     * @return empty if the step threw
     */
    public <T extends Observation> Optional<T> take(ConditionType type, Callable<T> step) {
        try {
            T observed = step.call();
            results.put(type, observed.result());
            return Optional.of(observed);
        } catch (Throwable e) {
            if (Failures.isUnexpected(e)) {
                unexpected.put(type, e);
            }
            results.put(type, Failures.of(e));
            return Optional.empty();
        }
    }

    public void note(ConditionType type, StepResult result) {
        results.put(type, result);
    }

    /** Records that a step cannot run, or complete, until another one works. */
    public void waitFor(ConditionType type, ConditionType other) {
        results.put(type, new StepResult.Waiting(WAITING, "Waits for " + other + "."));
    }

    public boolean works(ConditionType type) {
        return results.containsKey(type) && results.get(type).works();
    }

    /**
     * The first matching step in the order of the types; a step that waits for another one only if no other matches.
     */
    public Optional<Map.Entry<ConditionType, StepResult>> first(Predicate<StepResult> condition) {
        return results.entrySet().stream()
                .filter(entry -> condition.test(entry.getValue()))
                .min(Comparator.comparing(entry -> entry.getValue().reason().equals(WAITING)))
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()));
    }

    /** The same among the steps that serving depends on. */
    Optional<Map.Entry<ConditionType, StepResult>> firstNotWorking() {
        return results.entrySet().stream()
                .filter(entry -> entry.getKey() != ConditionType.BackupReady
                        && !entry.getValue().works())
                .min(Comparator.comparing(entry -> entry.getValue().reason().equals(WAITING)))
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()));
    }

    public Map<ConditionType, StepResult> inOrder() {
        return Collections.unmodifiableMap(results);
    }

    /** The unexpected exceptions. */
    public Map<ConditionType, Throwable> unexpected() {
        return Collections.unmodifiableMap(unexpected);
    }
}

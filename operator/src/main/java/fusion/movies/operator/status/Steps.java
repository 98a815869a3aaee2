package fusion.movies.operator.status;

import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of one reconciliation with what each found. A step that throws is a step that failed. */
public final class Steps {

    private static final Logger log = LoggerFactory.getLogger(Steps.class);
    private static final int CONFLICT = 409;

    /** Taken in whatever order, told in the order of the types. */
    private final Map<ConditionType, StepResult> results = new EnumMap<>(ConditionType.class);

    private final String stack;

    public Steps(String stack) {
        this.stack = stack;
    }

    /**
     * Takes a step.
     *
     * @param result what the step's value says for the condition
     * @return null where the step threw
     */
    public <T> T take(ConditionType type, Supplier<T> step, Function<T, StepResult> result) {
        try {
            T value = step.get();
            results.put(type, result.apply(value));
            return value;
        } catch (KubernetesClientException e) {
            log.debug("{}: {}", stack, type, e);
            results.put(type, refused(e));
            return null;
        }
    }

    /** Notes that a step cannot be taken yet. */
    public void waitFor(ConditionType type, ConditionType earlier) {
        results.put(type, StepResult.waiting("Waiting", "Waits for " + earlier + "."));
    }

    public Map<ConditionType, StepResult> inOrder() {
        return results;
    }

    private static StepResult refused(KubernetesClientException e) {
        String message = e.getStatus() == null || e.getStatus().getMessage() == null
                ? e.getMessage()
                : e.getStatus().getMessage();
        return e.getCode() == CONFLICT
                ? StepResult.waiting("Conflict", "Somebody else changed an object at the same time: " + message)
                : StepResult.failed("Refused", "The API server refused an object of the stack: " + message);
    }
}

package fusion.movies.operator.stack;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The writes of a step that do not need each other. A failure neither prevents the next write nor the observation:
 * what serves keeps serving, and is reported.
 */
public final class Writes {

    private StepResult failure;

    /**
     * @return empty where the write failed
     */
    public <T> Optional<T> attempt(Supplier<T> write) {
        try {
            return Optional.ofNullable(write.get());
        } catch (StepException | RefusedException | KubernetesClientException e) {
            note(Failures.of(e));
            return Optional.empty();
        }
    }

    public void note(StepResult result) {
        if (failure == null || (!failure.isStalled() && result.isStalled())) {
            failure = result;
        }
    }

    /** What the step found, unless a write failed: then the failure, and beside it what works all the same. */
    public StepResult beside(StepResult found) {
        if (failure == null) {
            return found;
        }
        if (!found.works() && failure.works()) {
            return failure.isStalled()
                    ? new StepResult.Failed(failure.reason(), failure.message() + " Until then: " + found.message())
                    : found;
        }
        if (!found.works()) {
            return found instanceof StepResult.Failed && !failure.isStalled() ? found : failure;
        }
        String message = failure.message() + " Until then: " + found.message();
        return failure.isStalled()
                ? new StepResult.Hindered(failure.reason(), message)
                : new StepResult.Changing(failure.reason(), message);
    }
}

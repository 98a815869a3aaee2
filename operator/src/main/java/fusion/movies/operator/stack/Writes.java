package fusion.movies.operator.stack;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Independent writes of a step. A failure prevents neither the next write nor the observation: the stack keeps serving,
 * and the failure is reported.
 */
public final class Writes {

    private @Nullable StepResult failure;

    /**
     * @return empty if the write failed
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

    /** The step's result, unless a write failed: then the failure, with what still works. */
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

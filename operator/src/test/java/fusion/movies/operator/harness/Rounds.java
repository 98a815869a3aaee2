package fusion.movies.operator.harness;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.HashMap;
import java.util.Map;

/** Counts the reconciliations of each stack, so that a test can tell what the operator has seen. */
final class Rounds implements Metrics {

    private record Count(int begun, int ended) {}

    private final Map<ResourceID, Count> counts = new HashMap<>();

    @Override
    public synchronized void reconciliationExecutionStarted(HasMetadata stack, Map<String, Object> metadata) {
        counts.merge(
                ResourceID.fromResource(stack), new Count(1, 0), (old, one) -> new Count(old.begun + 1, old.ended));
    }

    @Override
    public synchronized void reconciliationExecutionFinished(HasMetadata stack, Map<String, Object> metadata) {
        counts.computeIfPresent(ResourceID.fromResource(stack), (id, old) -> new Count(old.begun, old.begun));
    }

    synchronized int begun(ResourceID stack) {
        return counts.getOrDefault(stack, new Count(0, 0)).begun;
    }

    /** Number of the last completed round; rounds of one stack are sequential. */
    synchronized int ended(ResourceID stack) {
        return counts.getOrDefault(stack, new Count(0, 0)).ended;
    }
}

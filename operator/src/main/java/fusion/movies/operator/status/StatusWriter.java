package fusion.movies.operator.status;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The only writer of the status, and of the events about its changes. */
public final class StatusWriter {

    private final TransitionEvents events;
    private final Clock clock;

    public StatusWriter(TransitionEvents events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Conditions of the stack's current generation, now. */
    public Conditions conditions(MoviesStack stack) {
        return new Conditions(present(stack), stack.getMetadata().getGeneration(), clock.instant());
    }

    /** The same status with other conditions. */
    public MoviesStackStatus with(MoviesStack stack, List<Condition> conditions) {
        Optional<MoviesStackStatus> before = Optional.ofNullable(stack.getStatus());
        return new MoviesStackStatus(
                stack.getMetadata().getGeneration(),
                conditions,
                before.map(MoviesStackStatus::database).orElse(null),
                before.map(MoviesStackStatus::api).orElse(null),
                before.map(MoviesStackStatus::seed).orElse(null),
                before.map(MoviesStackStatus::backup).orElse(null));
    }

    /** Writes the status if it differs from the current one. */
    public void write(MoviesStack stack, MoviesStackStatus status, StepResults results, Context<MoviesStack> context) {
        if (status.equals(stack.getStatus())) {
            return;
        }
        try {
            // Updates the cache at once; otherwise the next reconciliation would see the old status and report its
            // transitions twice.
            PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(stack, patch(stack, status), context);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                // Deleted in the meantime: no status to write.
                return;
            }
            throw e;
        }
        events.record(stack, present(stack), status.conditions(), results, clock.instant());
    }

    /** A fresh object: with the spec in it, server-side apply would make the operator own the spec. */
    public static MoviesStack patch(MoviesStack stack, MoviesStackStatus status) {
        MoviesStack patch = new MoviesStack();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(stack.getMetadata().getName())
                .withNamespace(stack.getMetadata().getNamespace())
                .build());
        patch.setSpec(null);
        patch.setStatus(status);
        return patch;
    }

    private static List<Condition> present(MoviesStack stack) {
        return stack.getStatus() == null ? List.of() : stack.getStatus().conditions();
    }
}

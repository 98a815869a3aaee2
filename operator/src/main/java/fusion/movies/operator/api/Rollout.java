package fusion.movies.operator.api;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.Objects;
import java.util.Optional;

/**
 * The progress of a Deployment: pods desired, ready, with the current spec, and in total.
 *
 * @param stuck why Kubernetes gave up waiting for the new pods; empty if it did not
 */
record Rollout(int wanted, int ready, int updated, int all, boolean isSeen, Optional<String> stuck) {

    static Rollout of(Deployment deployment) {
        DeploymentStatus status = deployment.getStatus();
        int wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        if (status == null) {
            return new Rollout(wanted, 0, 0, 0, false, Optional.empty());
        }
        return new Rollout(
                wanted,
                orZero(status.getReadyReplicas()),
                orZero(status.getUpdatedReplicas()),
                orZero(status.getReplicas()),
                Objects.equals(
                        status.getObservedGeneration(), deployment.getMetadata().getGeneration()),
                stuck(status));
    }

    /** The progress without a Deployment. */
    static Rollout none(MoviesStack stack) {
        int wanted = Objects.requireNonNullElse(stack.getSpec().api().replicas(), 0);
        return new Rollout(wanted, 0, 0, 0, false, Optional.empty());
    }

    boolean isComplete() {
        return isSeen && ready == wanted && updated == wanted && all == wanted;
    }

    private static Optional<String> stuck(DeploymentStatus status) {
        return status.getConditions().stream()
                .filter(condition -> "Progressing".equals(condition.getType())
                        && "False".equals(condition.getStatus())
                        && "ProgressDeadlineExceeded".equals(condition.getReason()))
                .map(DeploymentCondition::getMessage)
                .findFirst();
    }

    private static int orZero(Integer number) {
        return number == null ? 0 : number;
    }
}

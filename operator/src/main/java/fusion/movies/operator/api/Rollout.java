package fusion.movies.operator.api;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.Objects;

/** How far a Deployment is: pods wished for, ready, of the present spec, and all there are. */
record Rollout(int wanted, int ready, int updated, int all, boolean isSeen) {

    static Rollout of(Deployment deployment) {
        DeploymentStatus status = deployment.getStatus();
        int wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        if (status == null) {
            return new Rollout(wanted, 0, 0, 0, false);
        }
        return new Rollout(
                wanted,
                orZero(status.getReadyReplicas()),
                orZero(status.getUpdatedReplicas()),
                orZero(status.getReplicas()),
                Objects.equals(
                        status.getObservedGeneration(), deployment.getMetadata().getGeneration()));
    }

    boolean isComplete() {
        return isSeen && ready == wanted && updated == wanted && all == wanted;
    }

    private static int orZero(Integer number) {
        return number == null ? 0 : number;
    }
}

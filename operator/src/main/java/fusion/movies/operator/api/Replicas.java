package fusion.movies.operator.api;

import fusion.movies.crd.AutoscalingSpec;
import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The number of pods that the operator requests from the Deployment. */
final class Replicas {

    private Replicas() {}

    /**
     * An autoscaler owns the number once it is within its bounds. The operator corrects a number outside them, and
     * keeps applying its own number until the autoscaler sets another. A field that is released without another owner
     * falls back to 1.
     *
     * @param before empty if there is no Deployment yet
     * @param isHeld whether the operator set the current number
     * @return absent if the autoscaler owns the number
     */
    static @Nullable Integer wanted(MoviesStack stack, Optional<Deployment> before, boolean isHeld) {
        AutoscalingSpec autoscaling = stack.getSpec().api().autoscaling();
        if (autoscaling == null) {
            return stack.getSpec().api().replicas();
        }
        int present =
                before.map(deployment -> deployment.getSpec().getReplicas()).orElse(0);
        int bounded = Math.clamp(present, autoscaling.minReplicas(), autoscaling.maxReplicas());
        return present == bounded && !isHeld ? null : Integer.valueOf(bounded);
    }

    /** Minimum number of pods by the spec. */
    static int fewest(MoviesStack stack) {
        AutoscalingSpec autoscaling = stack.getSpec().api().autoscaling();
        return autoscaling == null
                ? Objects.requireNonNull(stack.getSpec().api().replicas())
                : autoscaling.minReplicas();
    }
}

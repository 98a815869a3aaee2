package fusion.movies.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.Stacks;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplicasTest {

    private final MoviesStack scaled = Stacks.withSpec("{api: {autoscaling: {minReplicas: 3, maxReplicas: 6}}}");

    private static Optional<Deployment> deployment(int replicas) {
        return Optional.of(new DeploymentBuilder()
                .withNewSpec()
                .withReplicas(replicas)
                .endSpec()
                .build());
    }

    @Test
    void withoutAnAutoscalerTheSpecDecides() {
        assertThat(Replicas.wanted(Stacks.withSpec("{}"), deployment(7), true)).isEqualTo(2);
        assertThat(Replicas.wanted(Stacks.withSpec("{api: {replicas: 0}}"), deployment(7), true))
                .isZero();
    }

    @Test
    void anAutoscalerStartsWithItsMinimum() {
        assertThat(Replicas.wanted(scaled, Optional.empty(), false)).isEqualTo(3);
    }

    @Test
    void theSpecsFormerNumberStaysUntilTheAutoscalerSetsAnother() {
        assertThat(Replicas.wanted(scaled, deployment(4), true)).isEqualTo(4);
        assertThat(Replicas.wanted(scaled, deployment(5), false)).isNull();
    }

    @Test
    void aNumberOutsideTheAutoscalersBoundsIsCorrected() {
        assertThat(Replicas.wanted(scaled, deployment(1), true)).isEqualTo(3);
        assertThat(Replicas.wanted(scaled, deployment(9), false)).isEqualTo(6);
        assertThat(Replicas.wanted(scaled, deployment(0), false)).isEqualTo(3);
    }
}

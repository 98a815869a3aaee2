package fusion.movies.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.stack.Stacks;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import org.junit.jupiter.api.Test;

class InitJobTest {

    private static PodTemplateSpec template(String spec) {
        return InitJob.job(Stacks.withSpec(spec), "cockroachdb/cockroach:v25.4.14", "cluster.local")
                .getSpec()
                .getTemplate();
    }

    @Test
    void itsPodIsScheduledLikeTheNodes() {
        PodTemplateSpec template =
                template("{database: {nodes: 3, imagePullSecrets: [{name: registry}], pod: {nodeSelector: {disk: ssd},"
                        + " annotations: {sidecar.istio.io/inject: 'false'}, tolerations: [{key: dedicated}]}}}");

        assertThat(template.getMetadata().getAnnotations()).containsEntry("sidecar.istio.io/inject", "false");
        assertThat(template.getSpec().getNodeSelector()).containsEntry("disk", "ssd");
        assertThat(template.getSpec().getTolerations())
                .extracting(Toleration::getKey)
                .containsExactly("dedicated");
        assertThat(template.getSpec().getImagePullSecrets())
                .extracting(LocalObjectReference::getName)
                .containsExactly("registry");
    }

    @Test
    void itHasTheNodesResourceKindsAndOnlyWhatItNeeds() {
        PodTemplateSpec template = template(
                "{database: {nodes: 3, resources: {requests: {cpu: 50m, memory: 8Gi}, limits: {cpu: '4', memory: 8Gi}}}}");

        assertThat(template.getSpec().getContainers().getFirst().getResources().getRequests())
                .containsEntry("cpu", new Quantity("50m"))
                .containsEntry("memory", new Quantity("256Mi"));
        assertThat(template.getSpec().getContainers().getFirst().getResources().getLimits())
                .containsEntry("cpu", new Quantity("100m"))
                .containsEntry("memory", new Quantity("256Mi"));
    }
}

package fusion.movies.operator.seed;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.stack.Stacks;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import org.junit.jupiter.api.Test;

class SeedJobTest {

    private static final String FINGERPRINT = Fingerprint.sha256("films");

    private static PodTemplateSpec template(String spec) {
        return SeedJob.job(Stacks.withSpec(spec), "movies-api:1", FINGERPRINT, 1)
                .getSpec()
                .getTemplate();
    }

    @Test
    void itsPodIsScheduledLikeTheAPIsByDefault() {
        PodTemplateSpec template = template(
                "{api: {imagePullSecrets: [{name: registry}], pod: {nodeSelector: {disk: ssd}, env: {A: b}, labels: {team: films}}}}");

        assertThat(template.getSpec().getNodeSelector()).containsEntry("disk", "ssd");
        assertThat(template.getMetadata().getLabels()).containsEntry("team", "films");
        assertThat(template.getSpec().getContainers().getFirst().getEnv()).contains(new EnvVar("A", "b", null));
        assertThat(template.getSpec().getImagePullSecrets()).containsExactly(new LocalObjectReference("registry"));
    }

    @Test
    void seedPodReplacesApiPodAsAWhole() {
        PodTemplateSpec template = template(
                "{api: {pod: {nodeSelector: {disk: ssd}, env: {A: b}}}, seed: {pod: {priorityClassName: low, env: {C: d}}}}");

        assertThat(template.getSpec().getNodeSelector()).isEmpty();
        assertThat(template.getSpec().getPriorityClassName()).isEqualTo("low");
        assertThat(template.getSpec().getContainers().getFirst().getEnv())
                .contains(new EnvVar("C", "d", null))
                .doesNotContain(new EnvVar("A", "b", null));
    }
}

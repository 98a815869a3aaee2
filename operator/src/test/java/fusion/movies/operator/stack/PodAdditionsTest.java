package fusion.movies.operator.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodAdditionsTest {

    private static final PodTemplateSpec TEMPLATE = new PodTemplateSpecBuilder()
            .withNewMetadata()
            .addToLabels("app.kubernetes.io/component", "api")
            .addToAnnotations("movies.fusion/user", "1")
            .endMetadata()
            .withNewSpec()
            .withNewAffinity()
            .withNewPodAntiAffinity()
            .endPodAntiAffinity()
            .endAffinity()
            .addNewContainer()
            .withName("api")
            .endContainer()
            .endSpec()
            .build();

    private static final String ALL = """
            {api: {pod: {labels: {team: films}, annotations: {a: b, movies.fusion/user: taken}, nodeSelector: {disk: ssd},
             tolerations: [{key: dedicated}], priorityClassName: high, serviceAccountName: films,
             volumes: [{name: ca, mountPath: /usr/share/ca, readOnly: true, configMap: {name: corp-ca}},
             {name: scratch, mountPath: /scratch, subPath: x, emptyDir: {}}]}}}""";

    private static MoviesStack stack(String spec) {
        return Stacks.withSpec(spec.replace("\n", ""));
    }

    private static List<TopologySpreadConstraint> spread(String spec) {
        MoviesStack stack = stack(spec);
        return PodAdditions.spread(
                stack,
                Labels.API,
                stack.getSpec().api().pod(),
                PodAdditions.evenlyOver("kubernetes.io/hostname").build());
    }

    @Test
    void nothingIsAddedIfTheSpecAddsNothing() {
        assertThat(PodAdditions.of(TEMPLATE, stack("{}").getSpec().api().pod())).isEqualTo(TEMPLATE);
    }

    @Test
    void everyFieldReachesThePods() {
        PodTemplateSpec template =
                PodAdditions.of(TEMPLATE, stack(ALL).getSpec().api().pod());

        assertThat(template.getMetadata().getLabels())
                .isEqualTo(Map.of("team", "films", "app.kubernetes.io/component", "api"));
        assertThat(template.getSpec().getNodeSelector()).isEqualTo(Map.of("disk", "ssd"));
        assertThat(template.getSpec().getTolerations()).hasSize(1);
        assertThat(template.getSpec().getPriorityClassName()).isEqualTo("high");
        assertThat(template.getSpec().getServiceAccountName()).isEqualTo("films");
        assertThat(template.getSpec().getAffinity())
                .as("the operator's, where the spec has none")
                .isEqualTo(TEMPLATE.getSpec().getAffinity());
    }

    @Test
    void anAnnotationOfTheOperatorIsNotReplaced() {
        assertThat(PodAdditions.of(TEMPLATE, stack(ALL).getSpec().api().pod())
                        .getMetadata()
                        .getAnnotations())
                .isEqualTo(Map.of("a", "b", "movies.fusion/user", "1"));
    }

    @Test
    void volumesAreMountedIntoTheMainContainerUnderPrefixedNames() {
        PodTemplateSpec template =
                PodAdditions.of(TEMPLATE, stack(ALL).getSpec().api().pod());

        assertThat(template.getSpec().getVolumes())
                .satisfiesExactly(
                        ca -> {
                            assertThat(ca.getName()).isEqualTo("user-ca");
                            assertThat(ca.getConfigMap().getName()).isEqualTo("corp-ca");
                        },
                        scratch -> assertThat(scratch.getEmptyDir()).isNotNull());
        assertThat(template.getSpec().getContainers().getFirst().getVolumeMounts())
                .extracting(VolumeMount::getName, VolumeMount::getMountPath, VolumeMount::getReadOnly)
                .containsExactly(tuple("user-ca", "/usr/share/ca", true), tuple("user-scratch", "/scratch", null));
    }

    @Test
    void aConstraintWithoutASelectorSelectsThePodsOfItsComponent() {
        assertThat(spread("{api: {pod: {topologySpreadConstraints:"
                        + " [{maxSkew: 1, topologyKey: rack, whenUnsatisfiable: DoNotSchedule}]}}}"))
                .singleElement()
                .satisfies(constraint -> {
                    assertThat(constraint.getTopologyKey()).isEqualTo("rack");
                    assertThat(constraint.getLabelSelector().getMatchLabels())
                            .containsEntry("app.kubernetes.io/component", "api")
                            .containsEntry("app.kubernetes.io/instance", "movies");
                });
    }

    @Test
    void podsAreSpreadOverNodesByDefault() {
        assertThat(spread("{}")).singleElement().satisfies(constraint -> {
            assertThat(constraint.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
            assertThat(constraint.getWhenUnsatisfiable()).isEqualTo("ScheduleAnyway");
            assertThat(constraint.getLabelSelector()).isNotNull();
        });
    }
}

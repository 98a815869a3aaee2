package fusion.movies.operator.stack;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.PodOverrides;
import fusion.movies.crd.PodVolume;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Applies {@link PodOverrides} to a pod template, except for the environment: the only place that does. */
public final class PodAdditions {

    /** Keeps users' volume names apart from the operator's, including those of later releases. */
    private static final String VOLUME_PREFIX = "user-";

    private PodAdditions() {}

    /** Labels, annotations and scheduling of the pods. The operator's own labels and annotations win. */
    public static PodTemplateSpec placed(PodTemplateSpec template, PodOverrides overrides) {
        Affinity affinity = overrides.affinity() == null ? template.getSpec().getAffinity() : overrides.affinity();
        return new PodTemplateSpecBuilder(template)
                .editMetadata()
                .withLabels(under(overrides.labels(), template.getMetadata().getLabels()))
                .withAnnotations(
                        under(overrides.annotations(), template.getMetadata().getAnnotations()))
                .endMetadata()
                .editSpec()
                .withServiceAccountName(overrides.serviceAccountName())
                .withPriorityClassName(overrides.priorityClassName())
                .withNodeSelector(overrides.nodeSelector())
                .withAffinity(affinity)
                .withTolerations(overrides.tolerations())
                .endSpec()
                .build();
    }

    /** The same, with the user's volumes in the main container, the first one. */
    public static PodTemplateSpec of(PodTemplateSpec template, PodOverrides overrides) {
        PodTemplateSpec placed = placed(template, overrides);
        PodSpecBuilder spec = new PodSpecBuilder(placed.getSpec());
        for (PodVolume volume : overrides.volumes()) {
            spec.addToVolumes(volume(volume))
                    .editFirstContainer()
                    .addToVolumeMounts(mount(volume))
                    .endContainer();
        }
        placed.setSpec(spec.build());
        return placed;
    }

    /** The user's constraints, or else those of the operator; one that selects no pods selects those of the component. */
    public static List<TopologySpreadConstraint> spread(
            MoviesStack stack, String component, PodOverrides overrides, TopologySpreadConstraint... defaults) {
        List<TopologySpreadConstraint> constraints =
                overrides.topologySpreadConstraints().isEmpty()
                        ? List.of(defaults)
                        : overrides.topologySpreadConstraints();
        return constraints.stream()
                .map(one -> one.getLabelSelector() == null ? selecting(one, stack, component) : one)
                .toList();
    }

    /** Spreads over a topology as evenly as possible without leaving a pod unscheduled. */
    public static TopologySpreadConstraintBuilder evenlyOver(String topologyKey) {
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey(topologyKey)
                .withWhenUnsatisfiable("ScheduleAnyway");
    }

    private static TopologySpreadConstraint selecting(
            TopologySpreadConstraint constraint, MoviesStack stack, String component) {
        return new TopologySpreadConstraintBuilder(constraint)
                .withLabelSelector(new LabelSelectorBuilder()
                        .withMatchLabels(Labels.selector(stack, component))
                        .build())
                .build();
    }

    private static Map<String, String> under(Map<String, String> users, Map<String, String> operators) {
        Map<String, String> all = new TreeMap<>(users);
        if (operators != null) {
            all.putAll(operators);
        }
        return all;
    }

    private static Volume volume(PodVolume volume) {
        return new VolumeBuilder()
                .withName(VOLUME_PREFIX + volume.name())
                .withSecret(volume.secret())
                .withConfigMap(volume.configMap())
                .withPersistentVolumeClaim(volume.persistentVolumeClaim())
                .withEmptyDir(volume.emptyDir())
                .withCsi(volume.csi())
                .build();
    }

    private static VolumeMount mount(PodVolume volume) {
        return new VolumeMountBuilder()
                .withName(VOLUME_PREFIX + volume.name())
                .withMountPath(volume.mountPath())
                .withSubPath(volume.subPath())
                // Omitted when false: the API server drops the field, so it would be rewritten in every reconciliation.
                .withReadOnly(Boolean.TRUE.equals(volume.readOnly()) ? true : null)
                .build();
    }
}

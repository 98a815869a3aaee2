package fusion.movies.operator.pods;

import fusion.movies.operator.stack.StackObjects;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has the kubelet bring changed Secrets into running pods at once. By itself it looks about once a minute; a change of the
 * pod itself, here of its annotations, makes it look.
 */
public final class MountedVersions {

    private MountedVersions() {}

    /**
     * @param versions by annotation: all that the operator notes on these pods, for a note that is left out is removed
     */
    public static void note(List<Pod> pods, Map<String, String> versions, StackObjects objects) {
        pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> !noted(pod).entrySet().containsAll(versions.entrySet()))
                .map(pod -> annotated(pod, versions))
                .forEach(objects::applyFields);
    }

    private static Pod annotated(Pod pod, Map<String, String> versions) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .withNamespace(pod.getMetadata().getNamespace())
                // Never makes a pod that went away under way.
                .withUid(pod.getMetadata().getUid())
                .withAnnotations(versions)
                .endMetadata()
                .build();
    }

    private static Map<String, String> noted(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
    }
}

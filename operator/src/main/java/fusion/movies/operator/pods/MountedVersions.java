package fusion.movies.operator.pods;

import fusion.movies.operator.stack.StackObjects;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the kubelet propagate changed Secrets to running pods at once. It syncs about once a minute; a change of the
 * pod, here of an annotation, triggers a sync.
 */
public final class MountedVersions {

    private MountedVersions() {}

    /**
     * @param versions by annotation: all of the operator's annotations on these pods, since an omitted one is removed
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
                // Never re-creates a pod that was deleted in the meantime.
                .withUid(pod.getMetadata().getUid())
                .withAnnotations(versions)
                .endMetadata()
                .build();
    }

    private static Map<String, String> noted(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
    }
}

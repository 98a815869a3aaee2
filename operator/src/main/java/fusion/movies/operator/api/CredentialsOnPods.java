package fusion.movies.operator.api;

import fusion.movies.operator.stack.StackObjects;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;

/**
 * Has the kubelet bring a changed Secret into the pods at once. By itself it looks about once a minute, and all that time
 * the pods would have a password that the database no longer takes; a change of the pod itself makes it look.
 */
final class CredentialsOnPods {

    private static final String VERSION = "movies.fusion/credentials";

    private CredentialsOnPods() {}

    /**
     * @return the version, noted on every pod
     */
    static String apply(List<Pod> pods, String version, StackObjects objects) {
        pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> !version.equals(noted(pod)))
                .map(pod -> annotated(pod, version))
                .forEach(objects::applyFields);
        return version;
    }

    private static Pod annotated(Pod pod, String version) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .withNamespace(pod.getMetadata().getNamespace())
                // Never makes a pod that went away under way.
                .withUid(pod.getMetadata().getUid())
                .addToAnnotations(VERSION, version)
                .endMetadata()
                .build();
    }

    private static String noted(Pod pod) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(VERSION);
    }
}

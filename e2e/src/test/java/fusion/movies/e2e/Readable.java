package fusion.movies.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.TreeMap;

/** Everything about a stack that users without access to Secrets can read: objects, events and logs. */
final class Readable {

    private Readable() {}

    /** Texts by their location. */
    static Map<String, String> of(Stack stack) {
        KubernetesClient client = stack.namespace().client();
        Map<String, String> texts = new TreeMap<>();
        StackObjects.of(stack).stream()
                .filter(object -> !(object instanceof Secret))
                .forEach(object -> texts.put(
                        name(object), client.getKubernetesSerialization().asYaml(object)));
        stack.events().forEach(event -> texts.put(name(event), event.getMessage()));
        StackObjects.of(stack, Pod.class).forEach(pod -> texts.put("the log of " + name(pod), log(client, pod)));
        stack.namespace()
                .cluster()
                .operator()
                .pods()
                .forEach(pod -> texts.put("the log of " + name(pod), log(client, pod)));
        return texts;
    }

    private static String name(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    private static String log(KubernetesClient client, Pod pod) {
        return client.pods().resource(pod).getLog();
    }
}

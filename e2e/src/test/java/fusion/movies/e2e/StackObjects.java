package fusion.movies.e2e;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All objects of a stack: itself, and the objects with its label. */
final class StackObjects {

    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            StatefulSet.class,
            Deployment.class,
            Service.class,
            Secret.class,
            ConfigMap.class,
            Job.class,
            PersistentVolumeClaim.class,
            Pod.class,
            PodDisruptionBudget.class,
            Ingress.class,
            HorizontalPodAutoscaler.class);

    private StackObjects() {}

    static List<HasMetadata> of(Stack stack) {
        List<HasMetadata> objects = remaining(stack);
        objects.add(stack.get());
        return objects;
    }

    /** The objects other than the stack itself, or that remain after it. */
    static List<HasMetadata> remaining(Stack stack) {
        List<HasMetadata> objects = new ArrayList<>();
        KINDS.forEach(kind -> objects.addAll(of(stack, kind)));
        return objects;
    }

    /** The resourceVersion of each by kind and name, which shows needless writes. */
    static Map<String, String> versions(Stack stack) {
        return of(stack).stream()
                .collect(Collectors.toMap(
                        object -> object.getKind() + " " + object.getMetadata().getName(),
                        object -> object.getMetadata().getResourceVersion(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    static <T extends HasMetadata> List<T> of(Stack stack, Class<T> kind) {
        return stack.namespace()
                .client()
                .resources(kind)
                .inNamespace(stack.namespace().name())
                .withLabel("app.kubernetes.io/instance", stack.name())
                .list()
                .getItems();
    }
}

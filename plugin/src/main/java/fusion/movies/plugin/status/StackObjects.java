package fusion.movies.plugin.status;

import fusion.movies.crd.MoviesStack;
import fusion.movies.plugin.Cluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A stack and all of its objects as they are. Of Secrets only the names are requested. */
record StackObjects(
        MoviesStack stack,
        Listing<StatefulSet> statefulSets,
        Listing<Deployment> deployments,
        Listing<Pod> pods,
        Listing<PersistentVolumeClaim> claims,
        Listing<Service> services,
        Listing<Job> jobs,
        Listing<HorizontalPodAutoscaler> autoscalers,
        Listing<Ingress> ingresses,
        Listing<PodDisruptionBudget> disruptionBudgets,
        Listing<NetworkPolicy> networkPolicies,
        Listing<String> secrets) {

    private static final String PREFIX = "app.kubernetes.io/";

    static StackObjects read(Cluster cluster, MoviesStack stack) {
        Request request = new Request(cluster, stack);
        return new StackObjects(
                stack,
                request.all(StatefulSet.class),
                request.all(Deployment.class),
                request.all(Pod.class),
                request.all(PersistentVolumeClaim.class),
                request.all(Service.class),
                request.all(Job.class),
                request.all(HorizontalPodAutoscaler.class),
                request.all(Ingress.class),
                request.all(PodDisruptionBudget.class),
                request.all(NetworkPolicy.class),
                SecretNames.read(cluster.client(), stack.getMetadata().getNamespace(), selector(stack)));
    }

    /** The objects of a part of the stack, such as {@code api}. */
    static <T extends HasMetadata> List<T> of(String component, Listing<T> objects) {
        return objects.items().stream()
                .filter(object -> object.getMetadata().getLabels() != null
                        && component.equals(object.getMetadata().getLabels().get(PREFIX + "component")))
                .toList();
    }

    static Map<String, String> selector(MoviesStack stack) {
        return Map.of(PREFIX + "instance", stack.getMetadata().getName(), PREFIX + "managed-by", "movies-operator");
    }

    private record Request(Cluster cluster, MoviesStack stack) {

        private <T extends HasMetadata> Listing<T> all(Class<T> kind) {
            return Listing.read(() -> {
                KubernetesResourceList<T> found = cluster.client()
                        .resources(kind)
                        .inNamespace(stack.getMetadata().getNamespace())
                        .withLabels(selector(stack))
                        .list();
                return found.getItems().stream()
                        .sorted(Comparator.comparing(
                                object -> object.getMetadata().getName()))
                        .toList();
            });
        }
    }
}

package fusion.movies.plugin;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;

/** The cluster and namespace of a command. */
public record Cluster(KubernetesClient client, String namespace) implements AutoCloseable {

    public Resource<MoviesStack> stack(String name) {
        return client.resources(MoviesStack.class).inNamespace(namespace).withName(name);
    }

    /** The stack; throws a {@link PluginException} if it does not exist. */
    public MoviesStack require(String name) {
        MoviesStack stack = stack(name).get();
        if (stack != null) {
            return stack;
        }
        requireDefinition();
        throw new PluginException(
                ExitCode.NO_STACK,
                "There is no MoviesStack '" + name + "' in namespace '" + namespace
                        + "'. kubectl movies status -A lists the stacks of all namespaces.");
    }

    public List<MoviesStack> stacks(boolean ofAllNamespaces) {
        try {
            KubernetesResourceList<MoviesStack> list = ofAllNamespaces
                    ? client.resources(MoviesStack.class).inAnyNamespace().list()
                    : client.resources(MoviesStack.class).inNamespace(namespace).list();
            return list.getItems().stream()
                    .sorted(Comparator.comparing(
                                    (MoviesStack stack) -> stack.getMetadata().getNamespace())
                            .thenComparing(stack -> stack.getMetadata().getName()))
                    .toList();
        } catch (KubernetesClientException e) {
            throw isNotFound(e) ? noDefinition() : e;
        }
    }

    /** A missing stack and a missing CRD both answer 404; a list distinguishes them. */
    private void requireDefinition() {
        try {
            client.resources(MoviesStack.class)
                    .inNamespace(namespace)
                    .list(new ListOptionsBuilder().withLimit(1L).build());
        } catch (KubernetesClientException e) {
            if (isNotFound(e)) {
                throw noDefinition();
            }
            // A user who can read one stack but not list them learns that this one does not exist.
        }
    }

    private static boolean isNotFound(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    private static PluginException noDefinition() {
        return new PluginException(
                ExitCode.NO_DEFINITION,
                "This cluster has no CRD of MoviesStack: the operator is not installed. kubectl apply --server-side -f"
                        + " install/movies-operator.yaml installs it.");
    }

    @Override
    public void close() {
        client.close();
    }
}

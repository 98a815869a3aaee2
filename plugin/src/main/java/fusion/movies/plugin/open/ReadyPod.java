package fusion.movies.plugin.open;

import fusion.movies.plugin.Cluster;
import fusion.movies.plugin.ExitCode;
import fusion.movies.plugin.PluginException;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;

/** A ready pod behind the API's Service. */
record ReadyPod(String name, int port) {

    private static final int HTTP = 8080;

    static ReadyPod of(Cluster cluster, String stack) {
        return cluster
                .client()
                .pods()
                .inNamespace(cluster.namespace())
                .withLabels(Map.of(
                        "app.kubernetes.io/instance", stack,
                        "app.kubernetes.io/component", "api",
                        "app.kubernetes.io/managed-by", "movies-operator"))
                .list()
                .getItems()
                .stream()
                .filter(ReadyPod::isReady)
                .findFirst()
                .map(pod -> new ReadyPod(pod.getMetadata().getName(), port(pod)))
                .orElseThrow(() -> new PluginException(
                        ExitCode.FAILED,
                        "No pod of the API of '" + stack + "' is ready. kubectl movies status " + stack + " -n "
                                + cluster.namespace() + " says why."));
    }

    static boolean isReady(Pod pod) {
        return pod != null
                && pod.getMetadata().getDeletionTimestamp() == null
                && pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    private static int port(Pod pod) {
        Optional<ContainerPort> http = pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .filter(port -> "http".equals(port.getName()))
                .findFirst();
        return http.map(ContainerPort::getContainerPort).orElse(HTTP);
    }
}

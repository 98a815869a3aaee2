package fusion.movies.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Converts a PodMonitor with one endpoint, as the Prometheus operator does, to Prometheus' format for targets in a file: pods by
 * label, a port by name, and labels copied from the pod. Each pod is scraped through the API server.
 */
record ScrapeTargets(JsonNode podMonitor) {

    private static final String POD_LABEL = "__meta_kubernetes_pod_label_";

    /** A pod's port. */
    record Target(List<String> targets, Map<String, String> labels) {}

    String name() {
        return podMonitor.at("/metadata/name").asText();
    }

    boolean honorsLabels() {
        return endpoint().path("honorLabels").asBoolean();
    }

    /** @param proxy address of a proxy to the API server */
    List<Target> of(List<Pod> pods, String proxy) {
        return pods.stream()
                .filter(pod -> pod.getStatus().getPodIP() != null && isSelected(pod))
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .flatMap(pod -> targets(pod, proxy))
                .toList();
    }

    private JsonNode endpoint() {
        return podMonitor.at("/spec/podMetricsEndpoints/0");
    }

    private boolean isSelected(Pod pod) {
        return podMonitor.at("/spec/selector/matchLabels").properties().stream()
                .allMatch(label -> label.getValue()
                        .asText()
                        .equals(pod.getMetadata().getLabels().get(label.getKey())));
    }

    private Stream<Target> targets(Pod pod, String proxy) {
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> Stream.ofNullable(container.getPorts()).flatMap(List::stream))
                .filter(port -> endpoint().path("port").asText().equals(port.getName()))
                .map(port -> new Target(List.of(proxy), labels(pod, port)));
    }

    private Map<String, String> labels(Pod pod, ContainerPort port) {
        String namespace = pod.getMetadata().getNamespace();
        String name = pod.getMetadata().getName();
        String scheme = endpoint().path("scheme").asText("http").equals("https") ? "https:" : "";
        Map<String, String> labels = new TreeMap<>();
        labels.put("namespace", namespace);
        labels.put("pod", name);
        labels.put("instance", pod.getStatus().getPodIP() + ":" + port.getContainerPort());
        labels.put(
                "__metrics_path__",
                "/api/v1/namespaces/%s/pods/%s%s:%d/proxy%s"
                        .formatted(
                                namespace,
                                scheme,
                                name,
                                port.getContainerPort(),
                                endpoint().path("path").asText()));
        for (JsonNode relabeling : endpoint().path("relabelings")) {
            labels.put(relabeling.path("targetLabel").asText(), value(pod, relabeling));
        }
        return labels;
    }

    private static String value(Pod pod, JsonNode relabeling) {
        if (!relabeling.has("sourceLabels")) {
            return relabeling.path("replacement").asText();
        }
        String source = relabeling.at("/sourceLabels/0").asText();
        return pod.getMetadata().getLabels().entrySet().stream()
                .filter(label -> source.equals(POD_LABEL + label.getKey().replaceAll("[^a-zA-Z0-9_]", "_")))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No pod label is meant by " + source));
    }
}

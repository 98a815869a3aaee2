package fusion.movies.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Stands in for kube-state-metrics, whose binary the test machines cannot download: serves the gauges that its configuration
 * requests. From its source: paths, labels, and that the string true counts as 1, false and unknown as 0.
 */
final class ConditionMetrics implements AutoCloseable {

    private final KubernetesClient client;
    private final JsonNode configuration;
    private final List<String> namespaces;
    private final HttpServer server;

    private ConditionMetrics(
            KubernetesClient client, JsonNode configuration, List<String> namespaces, HttpServer server) {
        this.client = client;
        this.configuration = configuration;
        this.namespaces = namespaces;
        this.server = server;
    }

    static ConditionMetrics start(KubernetesClient client, Path configuration, List<String> namespaces)
            throws IOException {
        JsonNode read = client.getKubernetesSerialization().unmarshal(Files.readString(configuration), JsonNode.class);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ConditionMetrics metrics = new ConditionMetrics(client, read, namespaces, server);
        server.createContext("/metrics", exchange -> {
            byte[] text = metrics.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return metrics;
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (String namespace : namespaces) {
            for (MoviesStack stack : client.resources(MoviesStack.class)
                    .inNamespace(namespace)
                    .list()
                    .getItems()) {
                JsonNode object = client.getKubernetesSerialization().convertValue(stack, JsonNode.class);
                configuration
                        .at("/spec/resources")
                        .forEach(resource ->
                                resource.path("metrics").forEach(metric -> gauge(resource, metric, object, text)));
            }
        }
        return text.toString();
    }

    private static void gauge(JsonNode resource, JsonNode metric, JsonNode object, StringBuilder text) {
        JsonNode gauge = metric.at("/each/gauge");
        JsonNode found = follow(object, gauge.path("path"));
        Iterable<JsonNode> elements = found.isArray() ? found : List.of(found);
        for (JsonNode element : elements) {
            Map<String, String> labels = labels(resource.path("labelsFromPath"), object);
            labels.putAll(labels(gauge.path("labelsFromPath"), element));
            value(
                            follow(element, gauge.path("valueFrom")),
                            gauge.path("nilIsZero").asBoolean())
                    .ifPresent(value -> text.append(
                                    resource.path("metricNamePrefix").asText())
                            .append('_')
                            .append(metric.path("name").asText())
                            .append(labels.entrySet().stream()
                                    .map(label -> "%s=\"%s\"".formatted(label.getKey(), label.getValue()))
                                    .collect(Collectors.joining(",", "{", "} ")))
                            .append(value)
                            .append('\n'));
        }
    }

    private static Map<String, String> labels(JsonNode paths, JsonNode from) {
        Map<String, String> labels = new TreeMap<>();
        paths.properties().forEach(path -> {
            JsonNode value = follow(from, path.getValue());
            if (!isAbsent(value)) {
                labels.put(path.getKey(), value.asText());
            }
        });
        return labels;
    }

    private static JsonNode follow(JsonNode from, JsonNode path) {
        JsonNode at = from;
        for (JsonNode part : path) {
            at = at.path(part.asText());
        }
        return at;
    }

    private static Optional<Integer> value(JsonNode from, boolean nilIsZero) {
        if (isAbsent(from)) {
            return nilIsZero ? Optional.of(0) : Optional.empty();
        }
        return switch (from.asText().toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(1);
            case "false", "unknown" -> Optional.of(0);
            default -> throw new AssertionError(from + " is no value of a gauge");
        };
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}

package fusion.movies.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Prometheus on this machine. Every two seconds it scrapes the pods that PodMonitors select, and the stacks' conditions. */
final class Prometheus implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();
    private final ConditionMetrics conditions;
    private final Process server;
    private final Path log;
    private final ScheduledExecutorService discovery = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> discovering;

    /**
     * Its configuration.
     *
     * @param rules a file of alerts
     * @param conditions configuration of kube-state-metrics
     * @param namespaces namespaces whose pods and stacks are watched
     */
    record Watched(List<ScrapeTargets> podMonitors, String rules, Path conditions, List<String> namespaces) {

        /** @param install the folder {@code install/monitoring} */
        static Watched in(Path install, List<String> namespaces) throws IOException {
            return new Watched(
                    Arrays.stream(Files.readString(install.resolve("pod-monitors.yaml"))
                                    .split("(?m)^---$"))
                            .map(yaml -> new ScrapeTargets(YAML.unmarshal(yaml, JsonNode.class)))
                            .toList(),
                    Files.readString(install.resolve("rules.yaml")),
                    install.resolve("kube-state-metrics.yaml"),
                    namespaces);
        }
    }

    /**
     * @param scratch an empty folder
     * @param port port to listen on; 0: any
     */
    Prometheus(KubernetesClient client, Watched watched, Path scratch, int port) throws IOException {
        this.port = port == 0 ? freePort() : port;
        log = scratch.resolve("log");
        conditions = ConditionMetrics.start(client, watched.conditions(), watched.namespaces());
        String proxy = proxy();
        discovering = discovery.scheduleWithFixedDelay(
                () -> pods(client, watched.namespaces())
                        .ifPresent(pods -> discover(watched.podMonitors(), pods, proxy, scratch)),
                0,
                1,
                TimeUnit.SECONDS);
        Files.writeString(scratch.resolve("rules.yaml"), impatient(watched.rules()));
        Files.writeString(scratch.resolve("prometheus.yaml"), """
                global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 1s}
                rule_files: [rules.yaml]
                scrape_configs:
                  - {job_name: kube-state-metrics, honor_labels: true, static_configs: [{targets: ['%s']}]}
                %s""".formatted(
                        conditions.address(),
                        watched.podMonitors().stream()
                                .map(monitor ->
                                        "  - {job_name: %1$s, honor_labels: %2$s, file_sd_configs: [{files: [%1$s.json]}]}%n"
                                                .formatted(monitor.name(), monitor.honorsLabels()))
                                .collect(Collectors.joining())));
        server = new ProcessBuilder(
                        "prometheus",
                        "--config.file=prometheus.yaml",
                        "--storage.tsdb.path=data",
                        "--web.listen-address=127.0.0.1:" + this.port)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        processes.add(server);
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
    }

    /** The query's result, a vector of elements with {@code metric} and {@code value}. Also empty until Prometheus responds. */
    JsonNode query(String query) {
        if (discovering.state() == Future.State.FAILED) {
            throw new AssertionError("pods are no longer discovered", discovering.exceptionNow());
        }
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/query?query=%s"
                                    .formatted(port, URLEncoder.encode(query, StandardCharsets.UTF_8))))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() == 503) {
                return JSON.createArrayNode();
            }
            if (answer.statusCode() != 200) {
                throw new AssertionError(query + ": " + answer.body());
            }
            return JSON.readTree(answer.body()).at("/data/result");
        } catch (IOException e) {
            requireAlive();
            return JSON.createArrayNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(query + " was not answered", e);
        }
    }

    private void requireAlive() {
        try {
            if (!server.isAlive()) {
                throw new AssertionError("Prometheus has ended: " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        discovery.shutdownNow();
        processes.forEach(Process::destroy);
        // Prometheus writes to its folder until it ends.
        processes.forEach(
                process -> process.onExit().orTimeout(20, TimeUnit.SECONDS).join());
        conditions.close();
        http.close();
    }

    /** The address of a proxy to the API server, which reaches pods of any cluster. */
    private String proxy() throws IOException {
        Process proxy = new ProcessBuilder("kubectl", "proxy", "--port=0").start();
        processes.add(proxy);
        BufferedReader words = proxy.inputReader(StandardCharsets.UTF_8);
        String first = words.readLine();
        if (first == null) {
            throw new AssertionError("kubectl proxy did not start");
        }
        return first.substring(first.lastIndexOf(' ') + 1);
    }

    /** Empty if the API server does not respond: the known pods stay. */
    private static Optional<List<Pod>> pods(KubernetesClient client, List<String> namespaces) {
        try {
            return Optional.of(namespaces.stream()
                    .flatMap(namespace -> client.pods().inNamespace(namespace).list().getItems().stream())
                    .toList());
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    private static void discover(List<ScrapeTargets> monitors, List<Pod> pods, String proxy, Path scratch) {
        try {
            for (ScrapeTargets monitor : monitors) {
                Path next = scratch.resolve(monitor.name() + ".next");
                Path file = scratch.resolve(monitor.name() + ".json");
                Files.writeString(next, JSON.writeValueAsString(monitor.of(pods, proxy)));
                if (Files.notExists(file) || Files.mismatch(file, next) >= 0) {
                    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Alerts that fire at once. Their waiting times are tested by rules-test.yaml, in simulated minutes. */
    static String impatient(String rules) {
        return rules.replaceAll("for: \\d+[mh]", "for: 1s");
    }
}

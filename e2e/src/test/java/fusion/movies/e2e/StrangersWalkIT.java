package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The commands of {@code docs/walk.md}, from a cluster without the operator back to it. */
@Isolated("it installs and removes the operator")
@Tag("walk")
class StrangersWalkIT {

    private static final int READERS = 4;
    private static final int PROMETHEUS_PORT = 9090;
    private static final int FILMS_PORT = 8000;
    private static final String BUNDLED = "{source: {bundled: true}}";
    private static final long BUNDLED_FILMS = 253;
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Pattern RECONCILIATIONS =
            Pattern.compile("(?m)^operator_sdk_reconciliations_success_total(?:\\{.*})? ([\\d.E]+)$");

    @TempDir
    Path folder;

    private WalkPage page;
    private Shell shell;

    @Test
    void from_an_empty_cluster_and_back() throws IOException {
        assumeThat(Prometheus.isInstalled())
                .as("SKIPPED: no prometheus on the PATH, of Debian's package of the name")
                .isTrue();
        Optional<Path> helm = Compiled.program("helm");
        assumeThat(helm)
                .as("SKIPPED: no helm; 'local/kubernetes/compile tests' makes it (Go needed)")
                .isPresent();
        assumeThat(Checkout.hasFormer())
                .as("SKIPPED: no operator to upgrade from; 'local/images former' makes it")
                .isTrue();
        page = new WalkPage(Path.of("../docs/walk.md"));
        Path checkout = Files.createDirectory(folder.resolve("checkout"));
        shell = new Shell(checkout, helm.get().getParent().toAbsolutePath());
        try (Cluster cluster = Cluster.asItIs();
                WalkNamespaces namespaces = WalkNamespaces.on(cluster, shell)) {
            ToolsPod tools = ToolsPod.start(namespaces.tools());
            Optional<Films> films = Films.available();
            Checkout.into(
                    checkout,
                    cluster.engine(),
                    films.map(known -> served(known, tools)).orElse(BUNDLED));
            if (films.isEmpty()) {
                System.out.println(
                        "The walk loads the movies bundled in the image: MOVIES_FILMS names no file of all of them.");
            }
            try {
                walk(namespaces, tools, films.isPresent() ? Films.NUMBER : BUNDLED_FILMS);
            } catch (AssertionError e) {
                Diagnosis.print(namespaces.films(), "the walk");
                throw e;
            }
        }
    }

    private void walk(WalkNamespaces namespaces, ToolsPod tools, long films) throws IOException {
        Stack movies = namespaces.films().stack("movies");
        Stack restored = namespaces.films().stack("restored");
        Inventory before = Inventory.of(shell);

        run("Install");
        run("Run a stack");
        assertServes(movies, films, tools);

        run("Watch it");
        try (Prometheus _ = prometheus(namespaces)) {
            run("Break it");
            String query = page.next("Break it");
            await("the alert").atMost(SOON).until(() -> shell.run(query).contains("MoviesStackNotReady"));
            run("Mend it");
            await("silence").atMost(SOON).until(() -> shell.run(query).isBlank());
        }

        run("Back up and restore");
        run("Back up and restore");
        assertServes(restored, films, tools);
        movies.awaitSettled();
        restored.awaitSettled();

        String url = movies.get().getStatus().api().url() + "/api/v1/movies?year=1994&limit=5";
        try (Readers readers = Readers.start(READERS, tools, url)) {
            run("Upgrade the operator");
            awaitReconciliations(namespaces.cluster(), 2);
            run("Upgrade the operator");
            assertThat(readers.answered()).isPositive();
            assertThat(readers.failures()).isEmpty();
        }

        run("Uninstall by Helm");
        assertLeft(() -> Inventory.of(shell).since(before, namespaces.names()), "Uninstall by Helm");
        assertServes(movies, films, tools);
        assertServes(restored, films, tools);

        run("Uninstall by file");
        assertLeft(() -> Inventory.of(shell).in("films"), "Uninstall by file");
        assertThat(Inventory.of(shell).since(before, namespaces.names())).isEmpty();
        run("Uninstall by file");
        assertThat(page.rest()).isEmpty();
    }

    /** The next commands of the chapter. */
    private void run(String chapter) {
        String commands = page.next(chapter);
        System.out.printf("-- %s%n%s%n%s", chapter, commands, shell.run(commands));
    }

    private Prometheus prometheus(WalkNamespaces namespaces) throws IOException {
        return new Prometheus(
                namespaces.client(),
                namespaces.watched(shell.folder().resolve("install/monitoring/kube-state-metrics.yaml")),
                Files.createDirectory(folder.resolve("prometheus")),
                PROMETHEUS_PORT);
    }

    private void assertServes(Stack stack, long films, ToolsPod tools) {
        MoviesStack told = stack.awaitReady();
        assertThat(told.getStatus().seed().films()).isEqualTo(films);
        assertThat(new MoviesApi(stack).countFilms(tools)).isEqualTo(films);
    }

    /** The movies by URL, from a pod. */
    private static String served(Films films, ToolsPod tools) {
        String file = "/tmp/" + films.file().getFileName();
        tools.put(films.file(), file);
        tools.run("httpd", "-p", String.valueOf(FILMS_PORT), "-h", "/tmp");
        return "{sha256: %s, source: {url: 'http://%s:%d/%s'}}"
                .formatted(
                        tools.run("sha256sum", file).split(" ")[0],
                        tools.address(),
                        FILMS_PORT,
                        films.file().getFileName());
    }

    /** By the operator's own metric: it has reconciled each stack since it started. */
    private static void awaitReconciliations(Cluster cluster, int stacks) {
        KubernetesClient client = cluster.client();
        await("the new operator to look at each stack").atMost(SOON).until(() -> {
            List<Pod> pods = cluster.operator().pods();
            return pods.size() == 1 && reconciliations(client, pods.getFirst()) >= stacks;
        });
    }

    private static double reconciliations(KubernetesClient client, Pod pod) {
        String metrics = client.raw("/api/v1/namespaces/%s/pods/%s:8080/proxy/metrics"
                .formatted(Operator.NAMESPACE, pod.getMetadata().getName()));
        return RECONCILIATIONS
                .matcher(metrics == null ? "" : metrics)
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .sum();
    }

    private void assertLeft(Callable<Set<String>> left, String chapter) {
        List<String> told = page.nextText(chapter);
        await("what is left")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(left.call()).containsExactlyElementsOf(told));
    }
}

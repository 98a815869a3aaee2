package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** {@code kubectl movies}: the built file, as kubectl finds it on the PATH. */
@OnCluster
class PluginIT {

    private static final Path FOLDER =
            Path.of("../plugin/target").toAbsolutePath().normalize();

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final TestNamespace namespace;
    private final Stack movies;

    private record Outcome(int code, String out, String err) {}

    PluginIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
    }

    @BeforeAll
    void a_stack() {
        assertThat(FOLDER.resolve("kubectl-movies"))
                .as("the plugin's file, which 'mvn package -pl crds,plugin' builds")
                .isExecutable();
        movies.apply("{api: {replicas: 1}}");
        movies.awaitSettled();
    }

    @Test
    @Order(1)
    void status_shows_each_object_of_the_stack() throws IOException {
        Outcome status = run("status", "movies");

        assertThat(status.err()).isEmpty();
        assertThat(status.code()).isZero();
        assertThat(status.out())
                .startsWith("movies in namespace " + namespace.name() + ": Serving")
                .contains(
                        "StatefulSet movies-db  1 of 1 ready",
                        "Pod movies-db-0  ready, on ",
                        "Deployment movies-api  1 of 1 ready",
                        "Service movies-api  ClusterIP ",
                        "Secret movies-db-ca",
                        "Certificates  the first expires on ",
                        "succeeded, attempt 1")
                .doesNotContain("\u001b");
        assertThat(run("status", "-o", "json").out())
                .startsWith("{")
                .contains("\"items\"", "\"kind\" : \"StatefulSet\"");
    }

    @Test
    @Order(2)
    void load_requests_another_load_and_follows_it() throws IOException {
        List<String> before = jobs();

        Outcome load = run("load", "movies", "--timeout", "150");

        assertThat(load.err()).doesNotContain("Error");
        assertThat(load.code()).isZero();
        assertThat(load.out()).isEqualTo("253 movies are loaded.\n");
        assertThat(jobs()).isNotEmpty().doesNotContainAnyElementsOf(before);
        assertThat(movies.condition("Seeded").getStatus()).isEqualTo("True");
    }

    @Test
    @Order(3)
    void open_forwards_a_port_to_the_API() throws Exception {
        Process open = start("open", "movies", "--no-browser");
        try (BufferedReader lines = open.inputReader(StandardCharsets.UTF_8);
                HttpClient http = HttpClient.newHttpClient()) {
            String url = CompletableFuture.supplyAsync(() -> read(lines)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);

            HttpRequest asABrowser = HttpRequest.newBuilder(URI.create(url))
                    .header("Accept", "text/html")
                    .timeout(LIMIT)
                    .build();
            HttpResponse<String> page = http.send(asABrowser, BodyHandlers.ofString());

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        } finally {
            open.descendants().forEach(ProcessHandle::destroy);
            open.destroy();
        }
    }

    @Test
    @Order(4)
    void a_failed_load_is_reported_with_its_reason_and_an_exit_code() throws IOException {
        movies.apply("{api: {replicas: 1}, seed: {source: {url: 'https://none.invalid/films.json'}}}");

        Outcome load = run("load", "movies", "--timeout", "150");

        assertThat(load.code()).isEqualTo(1);
        assertThat(load.err()).contains("Error: ", "none.invalid", "The movies of the last load are served");
        assertThat(run("status", "movies").out()).contains("Waits for user action. Seeded: ");
    }

    @Test
    @Order(4)
    void a_missing_stack_is_reported_with_an_exit_code() throws IOException {
        Outcome none = run("status", "nothing");

        assertThat(none.code()).isEqualTo(5);
        assertThat(none.err())
                .isEqualTo("Error: There is no MoviesStack 'nothing' in namespace '" + namespace.name()
                        + "'. kubectl movies status -A lists the stacks of all namespaces.\n");
    }

    private List<String> jobs() {
        return StackObjects.of(movies, Job.class).stream()
                .filter(job -> "seed".equals(job.getMetadata().getLabels().get("app.kubernetes.io/component")))
                .map(job -> job.getMetadata().getName())
                .toList();
    }

    private Outcome run(String... arguments) throws IOException {
        Process process = start(arguments);
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> all(process.getErrorStream()));
        String out = all(process.getInputStream());
        try {
            return new Outcome(process.waitFor(), out, err.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("kubectl", "movies"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-n", namespace.name()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().merge("PATH", FOLDER.toString(), (path, folder) -> folder + ":" + path);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    private static String read(BufferedReader lines) {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String all(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The API in a stack: its responses with the real movies, the memory of its pods, and its contract. */
@OnCluster
class ApiIT {

    private static final Pattern REPEATED = Pattern.compile("<([0-9]+) (.+?)>");

    private final TestNamespace namespace;
    private final Stack movies;
    private final MoviesApi api;
    private final Optional<Films> films = Films.available();
    private ToolsPod tools;
    private LocalPortForward port;

    ApiIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
        api = new MoviesApi(movies);
    }

    static boolean pythonIsHere() throws IOException, InterruptedException {
        return Files.exists(Path.of("/usr/bin/python3"))
                && new ProcessBuilder("/usr/bin/python3", "-c", "import ensurepip")
                                .start()
                                .waitFor()
                        == 0;
    }

    @BeforeAll
    void a_stack_with_the_real_films() {
        tools = ToolsPod.start(namespace);
        String source = films.map(known -> known.onVolumeOf(namespace)).orElse("{bundled: true}");
        movies.apply("{seed: {source: %s}}".formatted(source));
        movies.awaitSettled();
        port = api.forwarded();
    }

    @AfterAll
    void close() throws IOException {
        if (port != null) {
            port.close();
        }
    }

    @Order(1)
    @ParameterizedTest
    @CsvFileSource(resources = "/real-films.csv", delimiter = '|')
    void the_old_routes_find_as_many_films_as_the_file_has(String path, int number) {
        Films.needed();

        assertThat(api.fromOutside(path)).hasSize(number);
    }

    @Test
    @Order(1)
    void each_film_is_there_once_and_found_from_a_pod_by_the_name_of_the_Service() {
        Films.needed();

        assertThat(movies.get().getStatus().seed().films()).isEqualTo(Films.NUMBER);
        assertThat(api.countFilms(tools)).isEqualTo(Films.NUMBER);
        Films.KNOWN.forEach(
                (path, number) -> assertThat(api.fromPod(tools, path)).as(path).hasSize(number));
    }

    @Test
    @Order(1)
    void each_pod_started_with_the_images_AOT_cache() {
        // The JVM silently ignores a cache that does not match: only the process's memory map shows whether
        // it is used.
        assertThat(pods())
                .isNotEmpty()
                .allSatisfy(pod -> assertThat(
                                new ToolsPod(namespace, pod.getMetadata().getName()).run("jcmd", "1", "VM.info"))
                        .contains("/app/aot/api.aot"));
        assertThat(pods())
                .allSatisfy(pod -> assertThat(
                                namespace.client().pods().resource(pod).getLog())
                        .contains("Starting AOT-processed MoviesApplication"));
    }

    @Test
    @Order(2)
    void eight_readers_of_the_longest_lists_do_not_exhaust_a_pods_memory() {
        Films.needed();
        String url = movies.get().getStatus().api().url();
        tools.run("sh", "-c", """
                for reader in 1 2 3 4 5 6 7 8; do
                    (wget -q -O - %1$s/genre/drama | tail -c 1 && wget -q -O - %1$s/title/the | tail -c 1) >/tmp/$reader &
                done
                wait
                cat /tmp/[1-8]""".formatted(url));

        assertThat(pods())
                .allSatisfy(pod -> assertThat(pod.getStatus()
                                .getContainerStatuses()
                                .getFirst()
                                .getRestartCount())
                        .isZero());
    }

    @Test
    @Order(3)
    @EnabledIf(value = "pythonIsHere", disabledReason = "python3 with venv (Debian's python3-venv) is not installed")
    void every_response_matches_its_description() throws IOException, InterruptedException {
        Path log = Path.of("target/schemathesis.log");

        int exit = new ProcessBuilder(
                        "../api-service/schemathesis",
                        "http://127.0.0.1:" + port.getLocalPort(),
                        "--max-examples",
                        "15")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();

        assertThat(exit).as(Files.readString(log)).isZero();
    }

    @Test
    @Order(3)
    void a_malformed_request_is_refused_as_a_problem() throws Exception {
        List<String> requests = malformedRequests();

        assertThat(requests).hasSizeGreaterThan(60);
        // In parallel: a forwarded connection takes a second to close.
        try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
            List<Callable<String>> exchanges = requests.stream()
                    .<Callable<String>>map(request -> () -> exchange(request))
                    .toList();
            List<Future<String>> answers = clients.invokeAll(exchanges);
            for (int number = 0; number < answers.size(); number++) {
                String answer = answers.get(number).get();
                assertThat(answer).as(requests.get(number)).matches("(?s)HTTP/1\\.1 (4\\d\\d|501|505).*");
                assertThat(answer.toLowerCase(Locale.ROOT))
                        .as(requests.get(number))
                        .contains("content-type: application/problem+json")
                        .doesNotContain("<html", "exception");
            }
        }
    }

    @Test
    @Order(3)
    void a_browser_gets_the_page_and_its_assets() throws IOException {
        assertThat(exchange("GET / HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("<form", "page-", ".css");
        for (String file : List.of("/page.js", "/page.css", "/docs.html", "/openapi.yaml")) {
            assertThat(exchange("GET %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(file)))
                    .as(file)
                    .startsWith("HTTP/1.1 200");
        }
    }

    private List<Pod> pods() {
        return namespace
                .client()
                .pods()
                .inNamespace(namespace.name())
                .withLabel("app.kubernetes.io/instance", movies.name())
                .withLabel("app.kubernetes.io/component", "api")
                .list()
                .getItems();
    }

    private static List<String> malformedRequests() throws IOException {
        try (InputStream file = ApiIT.class.getResourceAsStream("/malformed-requests.json")) {
            List<String> requests = new ArrayList<>();
            for (JsonNode request : new ObjectMapper().readTree(file)) {
                requests.add(REPEATED.matcher(request.asText())
                        .replaceAll(times -> times.group(2).repeat(Integer.parseInt(times.group(1)))));
            }
            return requests;
        }
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port.getLocalPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The API in a stack passes its own contract tests: requests generated from its OpenAPI description, malformed ones, its page. */
@OnCluster
class ApiContractIT {

    private static final Pattern REPEATED = Pattern.compile("<([0-9]+) (.+?)>");

    private final Stack movies;
    private LocalPortForward port;

    ApiContractIT(TestNamespace namespace) {
        movies = namespace.stack("movies");
    }

    static boolean pythonIsHere() throws IOException, InterruptedException {
        return Files.exists(Path.of("/usr/bin/python3"))
                && new ProcessBuilder("/usr/bin/python3", "-c", "import ensurepip")
                                .start()
                                .waitFor()
                        == 0;
    }

    @BeforeAll
    void a_stack_as_small_as_can_be() {
        movies.apply("{}");
        movies.awaitSettled();
        port = new MoviesApi(movies).forwarded();
    }

    @AfterAll
    void close() throws IOException {
        if (port != null) {
            port.close();
        }
    }

    @Test
    @EnabledIf(value = "pythonIsHere", disabledReason = "python3 with venv (Debian's python3-venv) is not installed")
    void every_answer_is_one_that_is_described() throws IOException, InterruptedException {
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
    void a_browser_gets_the_page_and_what_belongs_to_it() throws IOException {
        assertThat(exchange("GET / HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("<form", "page-", ".css");
        for (String file : List.of("/page.js", "/page.css", "/docs.html", "/openapi.yaml")) {
            assertThat(exchange("GET %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(file)))
                    .as(file)
                    .startsWith("HTTP/1.1 200");
        }
    }

    private static List<String> malformedRequests() throws IOException {
        try (InputStream file = ApiContractIT.class.getResourceAsStream("/malformed-requests.json")) {
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

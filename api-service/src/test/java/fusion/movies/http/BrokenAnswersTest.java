package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fusion.movies.ApiTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Responses that break off or fail. */
@Import(BrokenAnswersTest.Broken.class)
@ExtendWith(OutputCaptureExtension.class)
class BrokenAnswersTest extends ApiTest {

    private static final int LONGER_THAN_ANY_BUFFER = 5_000_000;

    @RestController
    static class Broken {

        @GetMapping("/broken/early")
        ResponseEntity<JsonBody> early(Question question) {
            return question.answer(out -> {
                out.write("[{\"title\":\"A movie\"},".getBytes(StandardCharsets.US_ASCII));
                throw new IOException("The file of the index cannot be read.");
            });
        }

        @GetMapping("/broken/late")
        ResponseEntity<JsonBody> late(Question question) {
            return question.answer(out -> {
                out.write(new byte[LONGER_THAN_ANY_BUFFER]);
                throw new IOException("The file of the index cannot be read.");
            });
        }

        @GetMapping("/broken/endless")
        ResponseEntity<JsonBody> endless(Question question) {
            return question.answer(out -> {
                while (true) {
                    out.write(new byte[100_000]);
                }
            });
        }
    }

    @Test
    void aFailureBeforeTheFirstByteIsAProblem(CapturedOutput log) {
        HttpResponse<String> response = api.get("/broken/early");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("ETag")).isEmpty();
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode problem = JsonMapper.shared().readTree(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("A movie", "index");
        assertThat(log).contains("GET /broken/early failed", "The file of the index cannot be read.");
    }

    @Test
    void aFailureAfterTheFirstBytesClosesTheConnection(CapturedOutput log) {
        assertThatThrownBy(() -> api.get("/broken/late")).isInstanceOf(UncheckedIOException.class);

        assertThat(log).contains("GET /broken/late failed");
    }

    @Test
    void aClientThatLeavesIsNotAFailure(CapturedOutput log) throws IOException {
        int before = log.getAll().length();
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoLinger(true, 0); // closed by a reset, as when a process is killed
            socket.getOutputStream()
                    .write("GET /broken/endless HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(1_000))
                    .startsWith("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> management
                        .get("/actuator/prometheus")
                        .body()
                        .lines()
                        .anyMatch(line -> line.startsWith("http_server_requests_seconds_count{")
                                && line.contains("/broken/endless")));
        assertThat(log.getAll().substring(before)).doesNotContain("ERROR", "WARN", "Exception");
    }
}

package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Any bytes sent over a socket get a response that is a problem, never a server error. */
@Tag("slow")
class MalformedRequestsTest extends ApiTest {

    /** &lt;501 a&gt; stands for that many repetitions of the letter. */
    private static final Pattern REPEATED = Pattern.compile("<([0-9]+) (.+?)>");

    /** The end-to-end suite sends the same requests to a pod. */
    static Stream<String> requests() throws IOException {
        try (InputStream file = MalformedRequestsTest.class.getResourceAsStream("/malformed-requests.json")) {
            return JsonMapper.shared()
                    .readTree(file)
                    .valueStream()
                    .map(request -> REPEATED.matcher(request.asString())
                            .replaceAll(times -> times.group(2).repeat(Integer.parseInt(times.group(1)))));
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aMalformedRequestIsRefusedAsAProblem(String request) throws IOException {
        String answer = exchange(request);

        assertThat(answer).matches("(?s)HTTP/1\\.1 (4\\d\\d|501|505).*");
        assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("<html", "exception", "tomcat", "java.");
        assertThat(answer)
                .containsIgnoringCase("Content-Type: application/problem+json")
                .containsIgnoringCase("X-Request-Id: ");
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

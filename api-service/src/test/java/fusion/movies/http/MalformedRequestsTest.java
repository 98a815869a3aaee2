package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, byte by byte over a socket: it is answered, by a problem, and never by a failure. */
class MalformedRequestsTest extends ApiTest {

    static Stream<String> requests() {
        return Stream.of(paths(), queries(), lines(), headers()).flatMap(requests -> requests);
    }

    private static Stream<String> paths() {
        return Stream.of(
                        "/title/%00",
                        "/title/a%00b",
                        "/cast/fullname/%00",
                        "/genre/%00",
                        "/cast/firstname/%00/lastname/x",
                        "/title/%",
                        "/title/%z1",
                        "/title/%2",
                        "/title/%%%",
                        "/title/" + "a".repeat(501),
                        "/title/" + "a".repeat(9_000),
                        "/genre/" + "%C3%A9".repeat(600),
                        "/title/a b",
                        "/title/a\tb",
                        "/title/a\u0001b",
                        "/title/{x}",
                        "/title/<script>",
                        "/title/\"x\"",
                        "/title/a|b",
                        "/title/a^b",
                        "/title/`x`",
                        "/title/a\\b",
                        "/title/é",
                        "/../../etc/passwd",
                        "/%2e%2e/%2e%2e/etc/passwd",
                        "/title/../../../etc",
                        "/year/1e3",
                        "/year/0x10",
                        "/year/-1",
                        "/year/1999999999999999999999",
                        "/year/%31%39%39%34x",
                        "/api/v1/movies/abc",
                        "/api/v1/movies/-1",
                        "/api/v1/movies/99999999999999999999",
                        "/api/v2/movies",
                        "/actuator/health",
                        "nonsense",
                        "*",
                        "http://",
                        "//nowhere")
                .map(path -> "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    private static Stream<String> queries() {
        return Stream.of(
                        "title=%00",
                        "cast=%00",
                        "genre=%00",
                        "title=%ED%A0%80%00",
                        "title=",
                        "title=" + "x".repeat(501),
                        "year=abc",
                        "year=",
                        "year=1.5",
                        "year=1999999999999",
                        "year=1994&year=1995",
                        "year_from=x",
                        "year_to=x",
                        "sort=rating",
                        "sort=",
                        "limit=0",
                        "limit=-1",
                        "limit=101",
                        "limit=ten",
                        "after=x",
                        "after=%00",
                        "after=MTk5NA",
                        "after=eAp4",
                        "genre_match=some",
                        "yaer=1994",
                        "%00=1",
                        "title=%",
                        "title=%zz",
                        "genre=a&genre=a&genre=a&genre=a&genre=a&genre=a&genre=a&genre=a&genre=a&genre=a&genre=a")
                .map(query -> "GET /api/v1/movies?" + query + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    private static Stream<String> lines() {
        return Stream.of(
                "GET /api/v1/names HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v1/names?prefix= HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v1/names?prefix=%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "POST /year/1994 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                "DELETE /api/v1/movies/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "CONNECT a:1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "BREW /year/1994 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "G\u0000T / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET / HTTX\r\nHost: a\r\n\r\n",
                "hello\r\n\r\n");
    }

    private static Stream<String> headers() {
        return Stream.of(
                        "Connection: close",
                        "Host: a\r\nHost: b",
                        "Host: a b",
                        "Host: a\r\nContent-Length: abc",
                        "Host: a\r\nContent-Length: -1",
                        "Host: a\r\nContent-Length: 5\r\nContent-Length: 6",
                        "Host: a\r\nTransfer-Encoding: nonsense",
                        "Host: a\r\nX: " + "x".repeat(9_000),
                        "Host: a\r\nBad Header: x",
                        "Host: a\r\n: x",
                        "Host: a\r\nExpect: nonsense")
                .map(headers -> "GET /nowhere HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aMalformedRequestIsRefusedAsAProblem(String request) throws IOException {
        var answer = exchange(request);

        assertThat(answer).matches("(?s)HTTP/1\\.1 (4\\d\\d|501|505).*");
        assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("<html", "exception", "tomcat", "java.");
        assertThat(answer)
                .containsIgnoringCase("Content-Type: application/problem+json")
                .containsIgnoringCase("X-Request-Id: ");
    }

    private String exchange(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

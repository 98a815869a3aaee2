package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import fusion.movies.RawClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class MethodsTest extends ApiTest {

    private static final Set<String> OFFERED = Set.of("GET", "HEAD", "OPTIONS");

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void headBehavesLikeGetOnEveryRoute() {
        for (Route route : Route.of(requestMappingHandlerMapping)) {
            assertHeadIsLikeGet(route.path());
            for (String name : route.once()) {
                if (name.equals("prefix")) {
                    assertHeadIsLikeGet(route.path() + "?prefix=tom");
                }
            }
        }
        for (String other : List.of("/openapi.yaml", "/docs.html", "/robots.txt", "/favicon.ico", "/nowhere")) {
            assertHeadIsLikeGet(other);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "BREW", "TRACE"})
    void anotherMethodIsRefusedWithTheAllowedOnes(String method) throws IOException {
        for (Route route : Route.of(requestMappingHandlerMapping)) {
            String answer = RawClient.exchange(
                    port,
                    method + " " + route.path()
                            + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .as(route.path())
                    .startsWith("HTTP/1.1 405 ")
                    .contains("Content-Type: application/problem+json", "\r\nAllow: GET, HEAD, OPTIONS\r\n");
        }
    }

    @Test
    void optionsReturnsTheAllowedMethodsOnEveryRoute() {
        for (Route route : Route.of(requestMappingHandlerMapping)) {
            for (String query : List.of("", "?prefix=tom", "?nonsense=")) {
                assertThat(allowed(route.path() + query, 200))
                        .as(route.path() + query)
                        .isEqualTo(OFFERED);
            }
        }
        assertThat(allowed("/openapi.yaml", 200)).contains("GET", "HEAD").doesNotContain("POST");
        assertThat(allowed("/nowhere", 404)).isEqualTo(OFFERED);
    }

    private Set<String> allowed(String path, int status) {
        HttpResponse<String> answer = api.send("OPTIONS", path);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        return Set.of(answer.headers().firstValue("Allow").orElseThrow().split(", ?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/movies?year=x",
                "GET /title/../x",
                "HEAD /api/v1/movies?year=x",
                "GET /nowhere",
                "DELETE /year/1993",
                "GET /api/v1/movies/1",
            })
    void aRefusalKeepsTheConnectionOpen(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: a\r\n\r\n" + "GET /year/1 HTTP/1.1\r\nHost: a\r\n"
                                    + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            List<String> lines = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .toList();

            assertThat(lines.getFirst()).matches("HTTP/1.1 40[045] .*");
            assertThat(String.join("\n", lines)).contains("HTTP/1.1 200 ");
            assertThat(lines.getLast()).isEqualTo("[]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello\r\n\r\n", "GET /title/{x} HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"})
    void malformedHttpClosesIt(String request) throws IOException {
        assertThat(RawClient.exchange(port, request))
                .startsWith("HTTP/1.1 400 ")
                .contains("Connection: close");
    }

    @Test
    void aLongRequestLineIsDistinguishedFromLongHeaders() throws IOException {
        String head = " HTTP/1.1\r\nHost: a\r\n";
        assertRefused(414, "GET /title/" + "a".repeat(9_000) + head);
        assertRefused(414, "GET /api/v1/movies?title=" + "a".repeat(20_000) + head);
        assertRefused(431, "GET /year/1993" + head + "X: " + "x".repeat(9_000) + "\r\n");
        assertRefused(431, "GET /year/1993" + head + "X: y\r\n".repeat(150));
        assertRefused(400, "GET /year/1993" + head + "Bad Header: x\r\n");
    }

    @Test
    void theNextLinkFitsForEveryAcceptedRequest() {
        String query = "?limit=1&genre_match=any" + ("&genre=" + "%E4%BD%A0".repeat(80)).repeat(9) + "&genre=drama";
        HttpResponse<String> response = api.get("/api/v1/movies" + query);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Link")).isPresent();
    }

    private void assertRefused(int status, String head) throws IOException {
        assertThat(RawClient.exchange(port, head + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: application/problem+json", "\"status\":" + status);
    }

    private void assertHeadIsLikeGet(String path) {
        HttpResponse<String> get = api.get(path);
        HttpResponse<String> head = api.send("HEAD", path);

        assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
        assertThat(head.body()).as(path).isEmpty();
        for (String name : List.of("Content-Type", "Content-Length", "ETag", "Cache-Control", "Vary", "Link")) {
            if (name.equals("Content-Length") && get.body().isEmpty()) {
                continue; // without a body
            }
            assertThat(head.headers().allValues(name))
                    .as(path + " " + name)
                    .isEqualTo(get.headers().allValues(name));
        }
    }
}

package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import fusion.movies.RawClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that has the current response does not receive it again. */
class ConditionalRequestsTest extends ApiTest {

    static Stream<String> lists() {
        return Stream.of(
                "/year/1993",
                "/genre/drama",
                "/api/v1/movies?year=1993",
                "/api/v1/movies/1000003",
                "/api/v1/genres",
                "/api/v1/people?prefix=tom",
                "/api/v1/people/tom_hanks",
                "/openapi.yaml",
                "/docs.html",
                "/robots.txt");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aKnownETagGetsNotModified(String path) {
        HttpResponse<String> first = api.get(path);
        String tag = etag(first);

        for (String given : List.of(tag, "\"other\", " + tag, tag + " , \"other\"", "W/\"a\",W/\"b\"," + tag, "*")) {
            HttpResponse<String> second = api.get(path, "If-None-Match", given);
            // Only JSON responses support the condition *; files are compared by tag only.
            if (given.equals("*") && !path.startsWith("/api") && !path.matches("/(year|genre)/.*")) {
                continue;
            }

            assertThat(second.statusCode()).as(given).isEqualTo(304);
            assertThat(second.body()).isEmpty();
            for (String header : List.of("ETag", "Cache-Control", "Vary")) {
                assertThat(values(second, header))
                        .as(header)
                        .isEqualTo(values(first, header))
                        .isNotEmpty();
            }
            assertThat(second.headers().firstValue("Age").isPresent())
                    .isEqualTo(first.headers().firstValue("Age").isPresent());
            assertThat(second.headers().firstValue("X-Request-Id")).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void headBehavesLikeGet(String path) {
        assertThat(api.send("HEAD", path, "If-None-Match", etag(api.get(path))).statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/year/1993", "/openapi.yaml"})
    void tagsCanBeInSeveralHeaders(String path) throws Exception {
        String answer = RawClient.exchange(
                port,
                "GET " + path + " HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"x\"\r\nIf-None-Match: \"y\", "
                        + etag(api.get(path)) + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 304 ");
    }

    @Test
    void weakAndStrongTagsAreComparedWeakly() {
        String tag = etag(api.get("/year/1993"));
        assertThat(tag).startsWith("W/\"");

        assertThat(api.get("/year/1993", "If-None-Match", tag.substring(2)).statusCode())
                .isEqualTo(304);
    }

    @Test
    void anotherTagGetsTheResponse() {
        String tag = etag(api.get("/year/1993"));

        for (String path : List.of("/year/1994", "/api/v1/movies?year=1993")) {
            assertThat(api.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
        }
        for (String given : List.of("\"other\"", "W/\"*\"", "\"*\"", "nonsense", tag.replace("\"", ""))) {
            assertThat(api.get("/year/1993", "If-None-Match", given).statusCode())
                    .as(given)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/year/1993", "/openapi.yaml"})
    void ifModifiedSinceIsIgnored(String path) {
        for (String time : List.of("Wed, 01 Jan 2020 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT", "yesterday")) {
            assertThat(api.get(path, "If-Modified-Since", time).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "W/\"a\", *"})
    void anErrorIsNeverNotModified(String given) {
        assertThat(api.get("/api/v1/movies?year=x", "If-None-Match", given).statusCode())
                .isEqualTo(400);
        assertThat(api.get("/year/1993?nonsense=1", "If-None-Match", given).statusCode())
                .isEqualTo(400);
        assertThat(api.get("/api/v1/movies/1", "If-None-Match", given).statusCode())
                .isEqualTo(404);
        assertThat(api.get("/title/%00", "If-None-Match", given).statusCode()).isEqualTo(400);
        assertThat(api.get("/year/1993", "Accept", "text/html", "If-None-Match", given)
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void anErrorIsNotCached() {
        for (String path : List.of("/api/v1/movies?year=x", "/api/v1/movies/1", "/nowhere")) {
            HttpResponse<String> response = api.get(path);

            assertThat(etag(response)).isNull();
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    private static Set<String> values(HttpResponse<?> response, String header) {
        return response.headers().allValues(header).stream()
                .flatMap(line -> Stream.of(line.toLowerCase(Locale.ROOT).split(", *")))
                .collect(Collectors.toSet());
    }

    private static String etag(HttpResponse<?> response) {
        return response.headers().firstValue("ETag").orElse(null);
    }
}

package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.Client;
import fusion.movies.RawClient;
import fusion.movies.Service;
import fusion.movies.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Characters with a meaning in URLs are literal in search terms. */
class PathsTest {

    /** Each is a title, a name and a genre; those after it contain it. */
    private static final List<String> SPECIAL = List.of(
            "After Dark; or, So",
            ";",
            "a;b=c;d",
            "1+1",
            "+",
            "{x}",
            "{",
            "}",
            "%",
            "100%25",
            "%3B",
            "#1",
            "who?",
            "a&b",
            "a=b",
            "a/b",
            "a\\b",
            "[REC]",
            "\"x\"",
            "<b>",
            "a|b",
            "^",
            "`",
            "~",
            "...",
            "..a",
            "a..",
            "..;",
            "@:!$'()*,",
            "café",
            "日本",
            "😱",
            "$",
            "???",
            "—",
            "x".repeat(600));

    private static Service service;
    private static Client api;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        List<Map<String, Object>> movies = new ArrayList<>();
        for (String text : SPECIAL) {
            List<String> name = List.of(text.substring(0, Math.min(text.length(), 500)));
            for (int copy = 0; copy < 3; copy++) {
                String title =
                        text + (copy == 0 ? "" : " " + "of the ".repeat(copy).strip());
                movies.add(Map.of("title", title, "year", 1900 + movies.size(), "cast", name, "genres", name));
            }
        }
        Path source = Files.writeString(
                folder.resolve("movies.json"), JsonMapper.shared().writeValueAsString(movies));
        service = Service.start(TestDatabase.create(), "movies.seed.source=" + source.toUri());
        api = service.api();
        assertThat(api.get("/addall").body()).isEqualTo("ok");
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(api.json("/api/v1/movies").get("total").asInt())
                                .isEqualTo(movies.size()));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void titlesNamesAndGenresAreFoundWithAnyCharacters() {
        for (String text : asked()) {
            for (String route : List.of("/title/", "/cast/fullname/", "/genre/")) {
                assertThat(titles(api.json(route + encoded(text))))
                        .as(route + text)
                        .contains(text);
            }
            for (String parameter : List.of("title", "cast", "genre")) {
                assertThat(titles(api.json("/api/v1/movies?limit=100&" + parameter + "=" + encoded(text))
                                .get("movies")))
                        .as(parameter + "=" + text)
                        .contains(text);
            }
        }
    }

    @Test
    void aPathFindsTheSameAsAParameter() {
        for (String text : asked()) {
            List<String> byPath = titles(api.json("/title/" + encoded(text)));
            List<String> byParameter = titles(
                    api.json("/api/v1/movies?limit=100&title=" + encoded(text)).get("movies"));

            assertThat(byPath).as(text).containsExactlyInAnyOrderElementsOf(byParameter);
        }
    }

    @Test
    void nextPagesBelongToTheSameSearchWithAnyCharacters() {
        for (String text : asked()) {
            for (String parameter : List.of("title", "cast", "genre")) {
                String query = parameter + "=" + encoded(text);
                int total = api.json("/api/v1/movies?" + query).get("total").asInt();
                assertThat(total).as(query).isGreaterThanOrEqualTo(3);

                assertThat(followed("/api/v1/movies?" + query + "&limit=1"))
                        .as(query)
                        .hasSize(total);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "-title", "year", "-year"})
    void everyMovieIsOnExactlyOnePage(String sort) {
        assertThat(followed("/api/v1/movies?limit=1&sort=" + sort)).hasSize(3 * SPECIAL.size());
    }

    @Test
    void pagesByRelevanceAlsoEnd() {
        String query = "/api/v1/movies?q=of%20the&limit=1";

        assertThat(followed(query)).hasSize(api.json(query).get("total").asInt());
    }

    @Test
    void aPositionInOneSearchIsRefusedInAnother() {
        String next = api.json("/api/v1/movies?q=of%20the&title=the&limit=1&sort=title")
                .get("next")
                .asString();
        assertThat(api.get(next).statusCode()).isEqualTo(200);
        String after = next.replaceAll(".*[?&]after=([^&]*).*", "$1");

        for (String other : List.of(
                "?title=the&sort=title",
                "?q=of%20the&title=th&sort=title",
                "?q=of%20the&title=the&sort=-title",
                "?q=of%20the&title=the",
                "?sort=title",
                "?q=of%20the&title=the&sort=title&year=1900")) {
            HttpResponse<String> response = api.get("/api/v1/movies" + other + "&after=" + after);
            assertThat(response.statusCode()).as(other).isEqualTo(400);
            assertThat(response.body()).contains("\"field\":\"after\"");
        }
        // The page size and the selected fields are not part of the search.
        assertThat(api.get("/api/v1/movies?q=of%20the&title=the&sort=title&limit=7&fields=title&after=" + after)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/title/After%20Dark;%20or,%20So",
                "/title/After%20Dark%3B%20or%2C%20So",
                "/title/after_dark;_or,_so",
                "/cast/fullname/After%20Dark;%20or,%20So",
                "/genre/After%20Dark;%20or,%20So",
                "/api/v1/movies?title=After%20Dark;%20or,%20So",
                "/api/v1/people/After%20Dark;%20or,%20So",
            })
    void aSemicolonIsPartOfATitle(String target) throws IOException {
        String answer = RawClient.get(service.port(), target);

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("After Dark; or, So")
                .doesNotContain("a;b=c;d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/year/1993;x=1", "/api/v1/movies;jsessionid=1", "/docs.html;x", "/;x", "/title;x"})
    void aSemicolonDoesNotReachAnotherPath(String target) throws IOException {
        assertThat(RawClient.get(service.port(), target)).startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/title/%2e%2e/x",
                "/title/../x",
                "/title/..",
                "/title/.",
                "/title/./x",
                "/title/.%2E/year/1900",
                "/year/../year/1900",
                "/./year/1900",
                "/title/x/%2e./%2E%2e/openapi.yaml",
                "/nowhere/../api/v1/movies?nonsense=1",
            })
    void aSegmentOfDotsIsRefused(String target) throws IOException {
        assertThat(RawClient.get(service.port(), target))
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: application/problem+json", "dot segments", "X-Content-Type-Options: nosniff");
    }

    @ParameterizedTest
    @CsvSource({
        "//title//x, 404",
        "//year/1900, 404",
        "/title\\x, 400",
        "/title/a\\..\\b, 400",
        "/title/..%5Cx, 200",
        "/title/%2Fetc, 200",
        "/year/1900/, 404",
        "/year%2F1900, 404",
        "/title/..%2F..%2Fyear, 200",
        "/%2e%2e%2fopenapi.yaml, 404",
        "/..%2fopenapi.yaml, 404",
        "/..%5copenapi.yaml, 404",
        "/static/openapi.yaml, 404",
        "/openapi.yaml.gz/../openapi.yaml, 400",
        "/META-INF/MANIFEST.MF, 404",
        "/application.yaml, 404",
    })
    void anotherSpellingOfAPathDoesNotBypassTheChecks(String target, int status) throws IOException {
        String answer = RawClient.get(service.port(), target);

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("X-Request-Id: ", "X-Content-Type-Options: nosniff");
        if (status == 200) {
            assertThat(answer).contains("Content-Type: application/json", "ETag: ");
        } else {
            assertThat(answer).contains("Content-Type: application/problem+json");
        }
    }

    /** Clients request none of more than 500 characters. */
    private static List<String> asked() {
        return SPECIAL.stream().filter(text -> text.length() <= 500).toList();
    }

    /** The ids on this page and all following ones, each once. */
    private static List<Long> followed(String page) {
        List<Long> ids = new ArrayList<>();
        String next = page;
        while (next != null && ids.size() < 1_000) {
            JsonNode json = api.json(next);
            json.get("movies").forEach(movie -> ids.add(movie.get("id").asLong()));
            next = json.get("next").asString(null);
        }
        assertThat(ids).doesNotHaveDuplicates();
        return ids;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> titles(JsonNode movies) {
        return movies.valueStream().map(movie -> movie.get("title").asString()).toList();
    }
}

package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.ApiTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerFilterTest extends ApiTest {

    private static final String LONG_LIST = "/genre/drama";

    @BeforeEach
    void theLoadRecordHasBeenRead() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(etag(api.get("/year/1900"))).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/year/1993", LONG_LIST, "/api/v1/movies?year=1993", "/api/v1/genres"})
    void whoHasTheAnswerIsNotSentItAgain(String path) {
        var first = api.get(path);

        var second = api.get(path, "If-None-Match", etag(first));

        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(etag(second)).isEqualTo(etag(first));
    }

    @Test
    void anotherQuestionOrAnotherEncodingHasAnotherETag() {
        var tag = etag(api.get("/year/1993"));

        assertThat(api.get("/year/1994", "If-None-Match", tag).statusCode()).isEqualTo(200);
        assertThat(etag(api.get("/year/1993", "Accept-Encoding", "gzip"))).isNotEqualTo(tag);
    }

    /** Other tests know the films as they were. */
    @AfterEach
    void takeBackWhatWasRewritten() throws SQLException {
        change("UPDATE movies SET extract = nullif(replace(extract, 'Rewritten.', ''), '')"
                + " WHERE extract LIKE '%Rewritten.'");
    }

    @Test
    void filmsLoadedAnewAreAnsweredAnew() throws SQLException {
        var before = api.get("/title/tuff_turf");
        change("UPDATE movies SET extract = concat(extract, 'Rewritten.') WHERE title = 'Tuff Turf'");
        change("UPDATE movies_load SET updated_at = now()");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var after = api.get("/title/tuff_turf", "If-None-Match", etag(before));
            assertThat(after.statusCode()).isEqualTo(200);
            assertThat(after.body()).contains("Rewritten.");
        });
    }

    @Test
    void filmsAddedByAddallAreAnsweredAnew() throws SQLException {
        var before = api.get("/title/toys");
        change("INSERT INTO movies_addall (run, inserted) VALUES ('2026-01-01T00:00:00Z', 1)");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(api.get("/title/toys", "If-None-Match", etag(before))
                                .statusCode())
                        .isEqualTo(200));
    }

    @Test
    void anAnswerIsKeptForTheNextWhoAsks() throws SQLException {
        var first = api.get("/title/greed").body();
        change("UPDATE movies SET extract = concat(extract, 'Rewritten.') WHERE title = 'Greed'");

        assertThat(api.get("/title/greed").body()).isEqualTo(first);
        assertThat(management.get("/actuator/prometheus").body())
                .containsPattern("cache_gets_total\\{cache=\"answers\",result=\"hit\"} [1-9]")
                .contains("uri=\"/title/{*title}\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/year/1994", "/genre/comedy", "/api/v1/movies?year=1994", "/api/v1/movies?sort=title&limit=2"})
    void aKeptAnswerIsTheOneThatWasMadeFirst(String path) {
        var first = api.get(path);
        var kept = api.get(path);

        assertThat(kept.body()).isEqualTo(first.body());
        for (var header : List.of("Content-Type", "ETag", "Link", "Vary")) {
            assertThat(kept.headers().allValues(header))
                    .isEqualTo(first.headers().allValues(header));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LONG_LIST, "/api/v1/movies?limit=100"})
    void longAnswersAreCompressedForWhoTakesThat(String path) throws IOException {
        var plain = api.get(path);
        for (var attempt = 0; attempt < 2; attempt++) {
            var compressed = api.bytes(path, "Accept-Encoding", "gzip");

            assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(compressed.headers().allValues("Vary")).contains("Accept-Encoding");
            assertThat(compressed.body().length).isLessThan(plain.body().length());
            try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
                assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(plain.body());
            }
        }
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(api.get(path, "Accept-Encoding", "gzip;q=0").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void shortAnswersTellTheirLengthAndAreSentAsTheyAre() {
        var response = api.get("/year/1", "Accept-Encoding", "gzip");

        assertThat(response.headers().firstValue("Content-Length")).hasValue("2");
        assertThat(response.body()).isEqualTo("[]");
    }

    @Test
    void headTellsWhatGetWouldWithoutTheFilms() {
        var get = api.get("/year/1993");
        var head = api.send("HEAD", "/year/1993");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(etag(head)).isEqualTo(etag(get));
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"));
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get.headers().firstValue("Content-Type"));
    }

    @Test
    void anErrorHasNoETag() {
        var response = api.get("/api/v1/movies/1");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(etag(response)).isNull();
    }

    @Test
    void pagesOfASiteThatIsAllowedMayAsk() {
        for (var attempt = 0; attempt < 2; attempt++) {
            assertThat(api.get("/year/1993", "Origin", "https://films.example")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .hasValue("https://films.example");
        }
        assertThat(api.get("/year/1993", "Origin", "https://other.example")
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    private static String etag(HttpResponse<?> response) {
        return response.headers().firstValue("ETag").orElse(null);
    }

    private static void change(String sql) throws SQLException {
        try (var connection = DATABASE.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}

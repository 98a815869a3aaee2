package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemDetailAdviceTest extends ApiTest {

    @ParameterizedTest
    @CsvSource({
        "/api/v1/movies?year=abc, year",
        "/api/v1/movies?limit=101, limit",
        "/api/v1/movies?sort=rating, sort",
        "/api/v1/movies?yaer=1994, yaer",
        "/api/v1/movies?title=, title",
        "/api/v1/movies?cast=%00, cast",
        "/api/v1/movies?after=x, after",
        "/api/v1/movies?genre_match=some, genre_match",
        "/api/v1/names, prefix",
        "/api/v1/names?prefix=%00, prefix",
    })
    void theFieldAtFaultIsNamed(String path, String field) {
        HttpResponse<String> response = api.get(path);
        JsonNode problem = JsonMapper.shared().readTree(response.body());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.get("status").asInt()).isEqualTo(400);
        assertThat(problem.get("field").asString()).isEqualTo(field);
        assertThat(problem.get("detail").asString()).endsWith(".");
        assertThat(problem.get("requestId").asString())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/year/1993", "/nowhere", "/title/%00", "/api/v1/movies?year=x", "/"})
    void everyResponseHasItsRequestId(String path) {
        assertThat(api.get(path).headers().firstValue("X-Request-Id").orElseThrow())
                .matches("[0-9a-f]{16}");
    }

    @Test
    void aClientsValidRequestIdIsKept() {
        assertThat(api.get("/nowhere", "X-Request-Id", "order-66").headers().firstValue("X-Request-Id"))
                .hasValue("order-66");
        assertThat(api.get("/nowhere", "X-Request-Id", "a b;c")
                        .headers()
                        .firstValue("X-Request-Id")
                        .orElseThrow())
                .matches("[0-9a-f]{16}");
    }

    @Test
    void anotherMethodIsRefusedWithTheAllowedOnes() {
        HttpResponse<String> response = api.send("DELETE", "/year/1993");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("Allow").orElseThrow()).contains("GET");
    }
}

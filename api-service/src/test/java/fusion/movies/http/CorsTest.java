package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import fusion.movies.Client;
import fusion.movies.Service;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class CorsTest extends ApiTest {

    private static final String ALLOWED = "https://films.example";
    private static final String OTHER = "https://other.example";

    @ParameterizedTest
    @ValueSource(strings = {"/year/1993", "/api/v1/movies", "/openapi.yaml", "/nowhere", "/api/v1/movies?year=x"})
    void onlyPagesOfAnAllowedOriginMayRead(String path) {
        int status = api.get(path).statusCode();
        for (int attempt = 0; attempt < 2; attempt++) {
            HttpResponse<String> allowed = api.get(path, "Origin", ALLOWED);
            assertThat(allowed.statusCode()).isEqualTo(status);
            assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(ALLOWED);
            assertThat(allowed.headers()
                            .firstValue("Access-Control-Expose-Headers")
                            .orElseThrow())
                    .contains("ETag", "Link", "Age", "X-Request-Id");

            HttpResponse<String> other = api.get(path, "Origin", OTHER);
            assertThat(other.statusCode()).isEqualTo(status);
            assertThat(other.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void aPreflightRequestReturnsWhatAnAllowedOriginMayDo() {
        HttpResponse<String> answer = preFlight(api, ALLOWED, "GET");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ALLOWED);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("GET");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("if-none-match");
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
    }

    @Test
    void otherOriginsAndMethodsGetNoPermission() {
        for (HttpResponse<String> answer : List.of(preFlight(api, OTHER, "GET"), preFlight(api, ALLOWED, "DELETE"))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void withoutAllowedOriginsNothingVariesByOrigin() {
        try (Service closed = Service.start(DATABASE, "movies.cors.allowed-origins=")) {
            closed.management().awaitReady();
            HttpResponse<String> answer = preFlight(closed.api(), ALLOWED, "GET");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();

            HttpResponse<String> list = closed.api().get("/year/1993", "Origin", ALLOWED);
            assertThat(list.statusCode()).isEqualTo(200);
            assertThat(list.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
            assertThat(String.join(",", list.headers().allValues("Vary"))).doesNotContainIgnoringCase("origin");
        }
    }

    @Test
    void anyOriginCanBeAllowed() {
        try (Service open = Service.start(DATABASE, "movies.cors.allowed-origins=*")) {
            open.management().awaitReady();

            assertThat(open.api()
                            .get("/year/1993", "Origin", OTHER)
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .hasValue("*");
        }
    }

    private static java.net.http.HttpResponse<String> preFlight(Client client, String origin, String method) {
        return client.send(
                "OPTIONS",
                "/api/v1/movies",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                "if-none-match");
    }
}

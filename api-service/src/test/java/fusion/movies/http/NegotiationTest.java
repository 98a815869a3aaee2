package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client's Accept header determines its own response, and never the next client's. */
class NegotiationTest extends ApiTest {

    private static final String[] PATHS = {
        "/title/greed", "/year/1993", "/api/v1/movies?year=1993", "/api/v1/genres", "/api/v1/people?prefix=tom"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | 200",
                "application/json | 200",
                "application/* | 200",
                "text/html, */*;q=0.1 | 200",
                "text/html;q=0, */* | 200",
                "text/html | 406",
                "text/html, application/xml;q=0.9 | 406",
                "application/problem+json | 406",
                "application/json;q=0 | 406",
                "application/json;q=0, */* | 406",
                "*/*;q=0 | 406",
                "nonsense | 406",
            })
    void onlyJsonIsReturnedEachTime(String accept, int status) {
        for (String path : PATHS) {
            for (int attempt = 0; attempt < 2; attempt++) {
                HttpResponse<String> response = api.get(path, "Accept", accept);

                assertThat(response.statusCode()).as(path).isEqualTo(status);
                assertThat(response.headers().firstValue("Content-Type"))
                        .hasValue(status == 200 ? "application/json" : "application/problem+json");
                if (status == 406) {
                    JsonNode problem = JsonMapper.shared().readTree(response.body());
                    assertThat(problem.get("detail").asString()).contains("Accept");
                }
            }
            assertThat(api.get(path).headers().firstValue("Content-Type")).hasValue("application/json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nowhere", "/api/v1/movies?year=x", "/title/%00", "/title"})
    void anErrorIsAProblemWhateverTheClientAccepts(String path) {
        for (String accept : new String[] {"text/html", "application/json", "text/csv;q=0.1"}) {
            HttpResponse<String> response = api.get(path, "Accept", accept);

            assertThat(response.statusCode()).isBetween(400, 406);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }
}

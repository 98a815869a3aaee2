package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Unknown, empty and repeated parameters are reported in the same way on all routes. */
class ParameterCheckTest extends ApiTest {

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private List<Route> routes;

    @BeforeEach
    void routes() {
        routes = Route.of(requestMappingHandlerMapping);
        assertThat(routes).hasSizeGreaterThan(12);
    }

    @Test
    void anUnknownParameterIsRefused() {
        for (Route route : strict()) {
            for (String query : List.of("nonsense=1", "nonsense", "nonsense=", "%3B=1", "TITLE=x", "title%20=x")) {
                assertRefused(
                        route.path() + "?" + query, URLDecoder.decode(query.split("=")[0], StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void anEmptyParameterIsRefused() {
        for (Route route : strict()) {
            List<String> all = new ArrayList<>(route.once());
            all.addAll(route.several());
            for (String name : all) {
                assertRefused(route.path() + "?" + name + "=", name);
                assertRefused(route.path() + "?" + name, name);
            }
            for (String name : route.several()) {
                assertRefused(route.path() + "?" + name + "=1994&" + name + "=", name);
            }
        }
    }

    @Test
    void aParameterRepeatedTooOftenIsRefused() {
        for (Route route : strict()) {
            for (String name : route.once()) {
                assertRefused(route.path() + "?" + name + "=1&" + name + "=1", name);
            }
            for (String name : route.several()) {
                assertRefused(route.path() + "?" + String.join("&", Collections.nCopies(11, name + "=1994")), name);
            }
        }
    }

    @Test
    void aPageAcceptsParametersThatOtherSitesAdd() {
        for (Route route : routes) {
            if (route.takesAny()) {
                assertThat(api.get(route.path() + "?utm_source=letter&utm_source=x&fbclid=", "Accept", "*/*")
                                .statusCode())
                        .as(route.path())
                        .isEqualTo(200);
            }
        }
        assertThat(api.get("/docs.html?utm_source=letter").statusCode()).isEqualTo(200);
    }

    @Test
    void anEmptyQueryIsAccepted() {
        for (String query : List.of("?", "?&", "?&&")) {
            assertThat(api.get("/year/1993" + query).statusCode()).as(query).isEqualTo(200);
        }
    }

    private List<Route> strict() {
        return routes.stream().filter(route -> !route.takesAny()).toList();
    }

    private void assertRefused(String path, String field) {
        HttpResponse<String> response = api.get(path);
        JsonNode problem = JsonMapper.shared().readTree(response.body());

        assertThat(response.statusCode()).as(path).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.path("field").asString("")).as(path).isEqualTo(field);
        assertThat(problem.get("detail").asString()).as(path).endsWith(".");
    }
}

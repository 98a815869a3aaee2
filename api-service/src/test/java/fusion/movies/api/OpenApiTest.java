package fusion.movies.api;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

class OpenApiTest extends ApiTest {

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void exactlyTheExistingRoutesAreDescribed() {
        Set<String> routes = requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .filter(route ->
                        !route.getValue().getBeanType().getPackageName().equals("fusion.movies.page"))
                .flatMap(route -> route.getKey().getPatternValues().stream())
                // The description has no regular expressions of path variables, nor that they match slashes.
                .map(route -> route.replaceAll("\\{\\*?(\\w+)[^/]*}", "{$1}"))
                .collect(Collectors.toSet());
        // Pages are for people. This one also has a text for programs.
        routes.add("/");

        assertThat(described()).isEqualTo(routes);
    }

    private Set<String> described() {
        Map<String, Map<String, Object>> description =
                new Yaml().load(api.get("/openapi.yaml").body());
        return description.get("paths").keySet();
    }
}

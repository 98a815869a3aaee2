package fusion.movies.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.Client;
import fusion.movies.Service;
import fusion.movies.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** The examples of the OpenAPI description return results for a stack's default movies. */
class OpenApiExamplesTest {

    private static Service service;
    private static Client api;

    @BeforeAll
    static void startWithTheBundledMovies() {
        service = Service.start(TestDatabase.create());
        service.management().awaitReady();
        api = service.api();
        assertThat(api.get("/addall").body()).isEqualTo("ok");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.json("/api/v1/movies").get("total").asInt() > 0);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void eachExampleFindsMoviesAloneAndCombined() {
        List<String> requests = new ArrayList<>();
        Map<String, Map<String, Map<String, Map<String, Object>>>> description =
                new Yaml().load(api.get("/openapi.yaml").body());
        description.get("paths").forEach((path, methods) -> requests.addAll(examples(path, methods.get("get"))));
        assertThat(requests).hasSizeGreaterThan(25);

        Assertions.assertAll(requests.stream()
                .map(request -> () -> assertThat(
                                isEmpty(api.get(request, "Accept", "*/*").body()))
                        .as(request)
                        .isFalse()));
    }

    private static List<String> examples(String path, Map<String, Object> operation) {
        String fixed = path;
        List<String> required = new ArrayList<>();
        List<String> optional = new ArrayList<>();
        for (Map<String, Object> parameter : parameters(operation)) {
            Object example = parameter.get("example");
            String name = (String) parameter.get("name");
            if (parameter.get("in").equals("path")) {
                assertThat(example).as(path + " " + name).isNotNull();
                fixed = fixed.replace("{" + name + "}", encoded(example));
            } else if (Boolean.TRUE.equals(parameter.get("required"))) {
                required.add(query(name, parameter, example));
            } else if (example != null) {
                optional.add(query(name, parameter, example));
            } else {
                assertThat(name)
                        .as("the one parameter that clients do not make up")
                        .isEqualTo("after");
            }
        }
        String url = fixed;
        List<List<String>> queries = new ArrayList<>();
        queries.add(required);
        optional.forEach(one -> queries.add(with(required, List.of(one))));
        queries.add(with(required, optional));
        return queries.stream()
                .map(query -> query.isEmpty() ? url : url + "?" + String.join("&", query))
                .distinct()
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> parameters(Map<String, Object> operation) {
        return (List<Map<String, Object>>) operation.getOrDefault("parameters", List.of());
    }

    private static String query(String name, Map<String, Object> parameter, Object example) {
        if (!(example instanceof List<?> values)) {
            return name + "=" + encoded(example);
        }
        return Boolean.FALSE.equals(parameter.get("explode"))
                ? name + "=" + values.stream().map(OpenApiExamplesTest::encoded).collect(Collectors.joining(","))
                : values.stream().map(value -> name + "=" + encoded(value)).collect(Collectors.joining("&"));
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> with(List<String> some, List<String> others) {
        List<String> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static boolean isEmpty(String body) {
        if (!body.startsWith("{") && !body.startsWith("[")) {
            return body.isBlank();
        }
        JsonNode json = tools.jackson.databind.json.JsonMapper.shared().readTree(body);
        assertThat(json.path("status").isMissingNode()).as(body).isTrue();
        JsonNode list = json.isArray() ? json : json.valueStream().findFirst().orElse(json);
        return list.isArray() && list.isEmpty();
    }
}

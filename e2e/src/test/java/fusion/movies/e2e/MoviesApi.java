package fusion.movies.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The API of a stack, reached from a pod through the Service, or from outside through a forwarded port. */
record MoviesApi(Stack stack) {

    /** fabric8 resolves a Service to its pods and forwards to their port, not the Service's. */
    private static final int CONTAINER_PORT = 8080;

    JsonNode fromPod(ToolsPod pod, String path) {
        return json(pod.get(stack.get().getStatus().api().url() + path));
    }

    long countFilms(ToolsPod pod) {
        return fromPod(pod, "/api/v1/movies?limit=1").required("total").asLong();
    }

    JsonNode fromOutside(String path) {
        try (LocalPortForward port = forwarded();
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port.getLocalPort() + path))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError("%s answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
            }
            return json(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path + " was not answered", e);
        }
    }

    LocalPortForward forwarded() {
        return stack.namespace()
                .client()
                .services()
                .inNamespace(stack.namespace().name())
                .withName(stack.name() + "-api")
                .portForward(CONTAINER_PORT);
    }

    private JsonNode json(String text) {
        return stack.namespace().client().getKubernetesSerialization().unmarshal(text, JsonNode.class);
    }
}

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

/** The API of a stack, asked from a pod through the Service, or from outside through a forwarded port. */
record MoviesApi(Stack stack) {

    JsonNode fromPod(ToolsPod pod, String path) {
        return json(pod.run(
                "wget",
                "-q",
                "-T",
                "20",
                "-O",
                "-",
                stack.get().getStatus().api().url() + path));
    }

    JsonNode fromOutside(String path) throws IOException, InterruptedException {
        try (LocalPortForward port = stack.namespace()
                        .client()
                        .services()
                        .inNamespace(stack.namespace().name())
                        .withName(stack.name() + "-api")
                        .portForward(servicePort());
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
        }
    }

    private int servicePort() {
        return stack.get().getSpec().api().service().port();
    }

    private JsonNode json(String text) {
        return stack.namespace().client().getKubernetesSerialization().unmarshal(text, JsonNode.class);
    }
}

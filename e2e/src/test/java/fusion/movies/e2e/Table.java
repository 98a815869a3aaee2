package fusion.movies.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/** The output of {@code kubectl get moviesstack NAME}, a table from the API server. */
record Table(List<String> columns, List<String> row) {

    static Table of(Stack stack) {
        KubernetesClient client = stack.namespace().client();
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri("%sapis/movies.fusion/v1alpha1/namespaces/%s/moviesstacks/%s"
                        .formatted(client.getMasterUrl(), stack.namespace().name(), stack.name()))
                .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                .build();
        HttpResponse<String> answer =
                client.getHttpClient().sendAsync(request, String.class).join();
        JsonNode table = client.getKubernetesSerialization().unmarshal(answer.body(), JsonNode.class);
        return new Table(
                texts(table.path("columnDefinitions"), "/name"),
                texts(table.path("rows").path(0).path("cells"), ""));
    }

    private static List<String> texts(JsonNode array, String pointer) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> node.at(pointer).asText())
                .toList();
    }
}

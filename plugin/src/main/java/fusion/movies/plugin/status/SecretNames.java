package fusion.movies.plugin.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** Lists the names of Secrets, by a request that returns metadata without content. */
final class SecretNames {

    private static final String METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    private SecretNames() {}

    static Listing<String> read(KubernetesClient client, String namespace, Map<String, String> labels) {
        String selector = labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .collect(Collectors.joining(","));
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri("%sapi/v1/namespaces/%s/secrets?labelSelector=%s"
                        .formatted(
                                client.getMasterUrl(), namespace, URLEncoder.encode(selector, StandardCharsets.UTF_8)))
                .header("Accept", METADATA)
                .build();
        HttpResponse<String> answer = send(client, request);
        if (answer.code() == HttpURLConnection.HTTP_FORBIDDEN) {
            return Listing.forbidden();
        }
        if (!answer.isSuccessful()) {
            throw new KubernetesClientException("Secrets cannot be listed", answer.code(), null);
        }
        List<String> names = new ArrayList<>();
        client.getKubernetesSerialization()
                .unmarshal(answer.body(), JsonNode.class)
                .path("items")
                .forEach(item -> names.add(item.path("metadata").path("name").asText()));
        return Listing.of(names.stream().sorted().toList());
    }

    private static HttpResponse<String> send(KubernetesClient client, HttpRequest request) {
        try {
            return client.getHttpClient().sendAsync(request, String.class).join();
        } catch (CompletionException e) {
            throw new KubernetesClientException("Secrets cannot be listed", e.getCause());
        }
    }
}

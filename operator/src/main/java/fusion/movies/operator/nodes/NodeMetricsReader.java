package fusion.movies.operator.nodes;

import fusion.movies.operator.stack.StackNames;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;

/** Reads a node's metrics over TLS with host name verification; no login is needed. */
public final class NodeMetricsReader {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final NodeAddresses addresses;

    public NodeMetricsReader(NodeAddresses addresses) {
        this.addresses = addresses;
    }

    /**
     * @param authority CA to verify the node's certificate with, PEM
     * @throws IOException if the node does not respond with metrics
     */
    public NodeMetrics read(StackNames stack, int ordinal, String authority) throws IOException {
        NodeAddresses.Address address = addresses.http(stack, ordinal);
        URI uri = URI.create("https://" + address.host() + ":" + address.port() + "/_status/vars");
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(Pem.clientContext(authority))
                .connectTimeout(LIMIT)
                .build()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(uri).timeout(LIMIT).build(), BodyHandlers.ofString());
            if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("HTTP status " + answer.statusCode());
            }
            return NodeMetrics.parse(answer.body());
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

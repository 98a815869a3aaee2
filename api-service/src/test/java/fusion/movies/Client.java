package fusion.movies;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client over a real connection. */
public final class Client {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    public Client(int port) {
        this.base = "http://localhost:" + port;
    }

    /** For a management port: waits until the service is ready. */
    public Client awaitReady() {
        await().atMost(Duration.ofMinutes(5))
                .until(() -> get("/actuator/health/readiness").statusCode() == 200);
        return this;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    /** The JSON body of a 200 response. */
    public JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return JsonMapper.shared().readTree(response.body());
    }

    public HttpResponse<String> send(String method, String path, String... headers) {
        return send(method, path, BodyHandlers.ofString(), headers);
    }

    public HttpResponse<byte[]> bytes(String path, String... headers) {
        return send("GET", path, BodyHandlers.ofByteArray(), headers);
    }

    /** The body as a stream, while it arrives. */
    public InputStream stream(String path) {
        return send("GET", path, BodyHandlers.ofInputStream()).body();
    }

    public URI uri(String path) {
        return URI.create(base + path);
    }

    private <T> HttpResponse<T> send(String method, String path, HttpResponse.BodyHandler<T> body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

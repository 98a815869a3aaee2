package fusion.movies.operator.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The API server's audit log, with RBAC verbs, including refused requests. */
public record Audit(Path log) {

    private static final int CREATED = 201;

    /**
     * @param verb RBAC verb, such as {@code list} or {@code patch}
     * @param resource plural, with the subresource, such as {@code moviesstacks/status}
     * @param namespace namespace of the object; empty if it has none
     * @param refusal the API server's message if it was refused for a missing permission; else empty
     * @param hasCreated whether the object did not exist before, in which case an apply needs the permission to create
     */
    public record Request(
            String verb, String group, String resource, String namespace, String refusal, boolean hasCreated) {}

    /** Excludes quotas and policies, which are not about permissions. */
    private static final Pattern NO_RIGHT = Pattern.compile("User \\S+ cannot |cannot set an ownerRef");

    List<Request> of(String user) {
        ObjectMapper json = new ObjectMapper();
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(user) && line.endsWith("}"))
                    .map(line -> read(json, line))
                    .filter(event ->
                            user.equals(event.at("/impersonatedUser/username").asText()) && event.has("objectRef"))
                    .map(Audit::request)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(ObjectMapper json, String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request request(JsonNode event) {
        JsonNode object = event.get("objectRef");
        String words = event.path("responseStatus").path("message").asText();
        String subresource = object.path("subresource").asText();
        return new Request(
                event.path("verb").asText(),
                object.path("apiGroup").asText(),
                object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
                object.path("namespace").asText(),
                NO_RIGHT.matcher(words).find() ? words : "",
                event.path("responseStatus").path("code").asInt() == CREATED);
    }
}

package fusion.movies.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Generates docs/reference.md from the CRD: every field with its type, default, rules and description. */
final class ReferencePage {

    private static final String HEAD = "| field | type | default | meaning | rules |\n|---|---|---|---|---|\n";

    /** All pods have the same additions, so they are listed once. */
    private static final String POD = "pod";

    private final StringBuilder text = new StringBuilder();

    private ReferencePage() {}

    static String text(JsonNode definition) {
        JsonNode version = definition.at("/spec/versions/0");
        JsonNode fields = version.at("/schema/openAPIV3Schema/properties");
        ReferencePage page = new ReferencePage();
        page.text.append("""
                # Every field of a MoviesStack

                <!-- Generated from the CRD: mvn test -pl crds -Dwrite=true -->
                `apiVersion: %s/%s`, `kind: %s`. `kubectl explain moviesstack.spec --recursive` shows the same for the CRD installed in your cluster. The description of an object such as
                `database.storage` has the default of the whole object. A rule is the sentence with which the API server refuses a value. Fields of Kubernetes types are those of a pod,
                and are not listed.

                ## metadata

                %s

                """.formatted(
                        definition.at("/spec/group").asText(),
                        version.path("name").asText(),
                        definition.at("/spec/names/kind").asText(),
                        rules(version.at("/schema/openAPIV3Schema"))));
        page.section("spec", fields.path("spec"), false);
        fields.path("spec").path("properties").properties().forEach(part -> {
            if (!part.getValue().path("properties").isEmpty()) {
                page.section("spec." + part.getKey(), part.getValue(), true);
            }
        });
        page.section("pod", fields.at("/spec/properties/api/properties/pod"), true);
        page.section("status", fields.path("status"), true);
        return page.text.toString();
    }

    private void section(String title, JsonNode schema, boolean isDeep) {
        text.append("## ")
                .append(title.equals(POD) ? "Additions to pods" : title)
                .append("\n\n")
                .append(
                        title.equals(POD)
                                ? "`spec.api.pod`, `spec.database.pod`, `spec.seed.pod`."
                                : description(schema))
                .append("\n\n");
        String rules = rules(schema);
        if (!rules.isEmpty()) {
            text.append("Rules: ").append(rules).append("\n\n");
        }
        text.append(HEAD);
        rows("", schema, isDeep);
        text.append("\n");
    }

    private void rows(String prefix, JsonNode schema, boolean isDeep) {
        schema.path("properties").properties().forEach(field -> {
            String name = prefix + field.getKey();
            JsonNode value = field.getValue();
            text.append("| `%s` | %s | %s | %s%s | %s |\n"
                    .formatted(
                            name,
                            type(value),
                            value.has("default") ? "`" + value.get("default") + "`" : "",
                            isRequired(schema, field.getKey()) ? "Required. " : "",
                            words(field.getKey(), value, isDeep),
                            rules(value)));
            if (isDeep && !field.getKey().equals(POD)) {
                below(name, value).ifPresent(next -> rows(next.prefix(), next.schema(), true));
            }
        });
    }

    private record Below(String prefix, JsonNode schema) {}

    /** The fields of an object of the project; objects of Kubernetes have no descriptions here. */
    private static Optional<Below> below(String name, JsonNode value) {
        Below next = value.has("items") ? new Below(name + "[].", value.get("items")) : new Below(name + ".", value);
        return StreamSupport.stream(next.schema().path("properties").spliterator(), false)
                        .anyMatch(property -> property.has("description"))
                ? Optional.of(next)
                : Optional.empty();
    }

    private static String words(String name, JsonNode value, boolean isDeep) {
        String description = description(value);
        if (name.equals(POD)) {
            return description + " [Fields](#additions-to-pods)";
        }
        return isDeep || value.path("properties").isEmpty()
                ? description
                : description + " [Fields](#spec" + name.toLowerCase(Locale.ROOT) + ")";
    }

    private static String description(JsonNode schema) {
        return cell(schema.path("description").asText());
    }

    private static boolean isRequired(JsonNode schema, String name) {
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .anyMatch(required -> required.asText().equals(name));
    }

    private static String type(JsonNode value) {
        if (value.path("x-kubernetes-int-or-string").asBoolean()) {
            return "quantity";
        }
        if (value.has("enum")) {
            return StreamSupport.stream(value.get("enum").spliterator(), false)
                    .map(one -> "`" + one.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        if (value.has("items")) {
            return "list of " + type(value.get("items"));
        }
        if (value.has("additionalProperties")) {
            return "map of " + type(value.get("additionalProperties"));
        }
        return value.path("type").asText();
    }

    private static String rules(JsonNode value) {
        List<String> rules = new ArrayList<>();
        limit(value, "minimum", "at least ", rules);
        limit(value, "maximum", "at most ", rules);
        limit(value, "minItems", "min. entries: ", rules);
        limit(value, "maxItems", "max. entries: ", rules);
        limit(value, "maxLength", "max. length: ", rules);
        value.path("x-kubernetes-validations")
                .forEach(rule -> rules.add(cell(rule.path("message").asText())));
        return String.join("; ", rules);
    }

    private static void limit(JsonNode value, String key, String words, List<String> rules) {
        if (value.has(key)) {
            // The schema has a number's limits as 1.0.
            rules.add(words + value.get(key).asText().replaceFirst("\\.0$", ""));
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
    }
}

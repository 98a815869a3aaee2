package fusion.movies.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.StreamSupport;

/**
 * Incompatible changes of a CRD, which refuse or drop what the former release's CRD accepted: a version that is no
 * longer served, a removed field, a value that is no longer allowed. Each is a sentence. A change that cannot be
 * judged, such as another pattern, counts as incompatible.
 */
final class CrdChanges {

    /** Limits, with the sign of the comparison to the former limit that means a narrower one. */
    private static final Map<String, IntPredicate> LIMITS = Map.of(
            "maximum", sign -> sign < 0,
            "maxLength", sign -> sign < 0,
            "maxItems", sign -> sign < 0,
            "maxProperties", sign -> sign < 0,
            "minimum", sign -> sign > 0,
            "minLength", sign -> sign > 0,
            "minItems", sign -> sign > 0,
            "minProperties", sign -> sign > 0);

    /** Keywords whose new value may be narrower; removing the keyword never is. */
    private static final List<String> CONSTRAINTS =
            List.of("pattern", "format", "multipleOf", "exclusiveMaximum", "exclusiveMinimum", "uniqueItems", "not");

    /** Keywords whose meaning changes with another value or with none. */
    private static final List<String> SHAPE = List.of(
            "type",
            "allOf",
            "anyOf",
            "oneOf",
            "x-kubernetes-int-or-string",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-map-type");

    private final List<String> faults = new ArrayList<>();

    private CrdChanges() {}

    static List<String> between(JsonNode former, JsonNode present) {
        CrdChanges changes = new CrdChanges();
        for (String path : List.of("/spec/group", "/spec/scope", "/spec/names/kind", "/spec/names/plural")) {
            if (!former.at(path).equals(present.at(path))) {
                changes.faults.add("%s was %s and is %s".formatted(path, former.at(path), present.at(path)));
            }
        }
        former.at("/spec/versions").forEach(version -> changes.version(version, present));
        return changes.faults;
    }

    private void version(JsonNode former, JsonNode definition) {
        if (!former.path("served").asBoolean()) {
            return;
        }
        String name = former.path("name").asText();
        StreamSupport.stream(definition.at("/spec/versions").spliterator(), false)
                .filter(version -> version.path("name").asText().equals(name))
                .filter(version -> version.path("served").asBoolean())
                .findFirst()
                .ifPresentOrElse(
                        version -> compare(
                                name, former.at("/schema/openAPIV3Schema"), version.at("/schema/openAPIV3Schema")),
                        () -> faults.add("version " + name + " is no longer served"));
    }

    private void compare(String path, JsonNode former, JsonNode present) {
        for (String keyword : SHAPE) {
            if (!former.path(keyword).equals(present.path(keyword))) {
                changed(path, keyword, former, present);
            }
        }
        for (String keyword : CONSTRAINTS) {
            if (present.has(keyword) && !present.get(keyword).equals(former.path(keyword))) {
                changed(path, keyword, former, present);
            }
        }
        LIMITS.forEach((keyword, isNarrower) -> {
            if (present.has(keyword)
                    && (!former.has(keyword)
                            || isNarrower.test(present.get(keyword)
                                    .decimalValue()
                                    .compareTo(former.get(keyword).decimalValue())))) {
                changed(path, keyword, former, present);
            }
        });
        if (isTrue(former, "nullable") && !isTrue(present, "nullable")) {
            faults.add(path + " may no longer be null");
        }
        if (isTrue(former, "x-kubernetes-preserve-unknown-fields")
                && !isTrue(present, "x-kubernetes-preserve-unknown-fields")) {
            faults.add(path + " no longer keeps unknown fields");
        }
        values(path, former, present);
        required(path, former, present);
        rules(path, former, present);
        children(path, former, present);
    }

    private void changed(String path, String keyword, JsonNode former, JsonNode present) {
        faults.add("%s: %s was %s and is %s".formatted(path, keyword, told(former, keyword), told(present, keyword)));
    }

    private static String told(JsonNode schema, String keyword) {
        return schema.has(keyword) ? schema.get(keyword).toString() : "not set";
    }

    private static boolean isTrue(JsonNode schema, String keyword) {
        return schema.path(keyword).asBoolean();
    }

    private void values(String path, JsonNode former, JsonNode present) {
        if (!present.has("enum")) {
            return;
        }
        if (!former.has("enum")) {
            changed(path, "enum", former, present);
        }
        Set<JsonNode> allowed = Set.copyOf(elements(present.get("enum")));
        elements(former.path("enum")).stream()
                .filter(value -> !allowed.contains(value))
                .forEach(value -> faults.add("%s may no longer be %s".formatted(path, value)));
    }

    /** A required field with a default is compatible: the default fills it in for former objects. */
    private void required(String path, JsonNode former, JsonNode present) {
        List<JsonNode> before = elements(former.path("required"));
        elements(present.path("required")).stream()
                .filter(name -> !before.contains(name))
                .filter(name -> !present.path("properties").path(name.asText()).has("default"))
                .forEach(name -> faults.add("%s.%s is required now".formatted(path, name.asText())));
    }

    /** A new CEL rule about a new field is compatible. */
    private void rules(String path, JsonNode former, JsonNode present) {
        Set<String> added = new TreeSet<>();
        addedFields(former, present, added);
        List<String> before = rules(former);
        rules(present).stream()
                .filter(rule -> !before.contains(rule))
                .filter(rule -> added.stream().noneMatch(field -> rule.matches("(?s).*\\." + field + "\\b.*")))
                .forEach(rule -> faults.add("%s has a new rule: %s".formatted(path, rule)));
    }

    private static List<String> rules(JsonNode schema) {
        return elements(schema.path("x-kubernetes-validations")).stream()
                .map(rule -> rule.path("rule").asText())
                .toList();
    }

    private static void addedFields(JsonNode former, JsonNode present, Set<String> added) {
        present.path("properties").properties().forEach(field -> {
            JsonNode before = former.path("properties").path(field.getKey());
            if (before.isMissingNode()) {
                added.add(field.getKey());
            } else {
                addedFields(before, field.getValue(), added);
            }
        });
    }

    private void children(String path, JsonNode former, JsonNode present) {
        former.path("properties").properties().forEach(field -> {
            JsonNode after = present.path("properties").path(field.getKey());
            String name = path + "." + field.getKey();
            if (!after.isMissingNode()) {
                compare(name, field.getValue(), after);
            } else if (!isTrue(present, "x-kubernetes-preserve-unknown-fields")) {
                faults.add(name + " is gone");
            }
        });
        for (String keyword : List.of("items", "additionalProperties")) {
            if (former.path(keyword).isObject() && present.path(keyword).isObject()) {
                compare(path + (keyword.equals("items") ? "[]" : ".*"), former.get(keyword), present.get(keyword));
            } else if (former.has(keyword) && !former.get(keyword).equals(present.path(keyword))) {
                changed(path, keyword, former, present);
            }
        }
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}

package fusion.movies.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The dashboard's and the alerts' queries, in a form that returns data for a healthy stack. */
final class MonitoringQueries {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Pattern IN_LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern IN_ANNOTATION = Pattern.compile("\\{\\{ \\$labels\\.(\\w+) }}");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    private MonitoringQueries() {}

    /**
     * A query.
     *
     * @param where the panel, variable or alert
     * @param labels that each element of the result must have
     */
    record Asked(String where, String query, Set<String> labels) {}

    /** The queries of all panels and variables, as Grafana sends them for a selected stack. */
    static List<Asked> ofDashboard(Path file, Stack stack) throws IOException {
        JsonNode dashboard = YAML.unmarshal(Files.readString(file), JsonNode.class);
        List<Asked> asked = new ArrayList<>();
        for (JsonNode variable : dashboard.at("/templating/list")) {
            LABEL_VALUES
                    .matcher(variable.path("query").asText())
                    .results()
                    .forEach(match -> asked.add(new Asked(
                            variable.path("name").asText(), chosen(match.group(1), stack), Set.of(match.group(2)))));
        }
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                String legend = target.path("legendFormat").asText();
                asked.add(new Asked(
                        panel.path("title").asText() + ": " + legend,
                        chosen(target.path("expr").asText(), stack),
                        words(IN_LEGEND, legend)));
            }
        }
        return asked;
    }

    private static String chosen(String query, Stack stack) {
        return query.replace("$namespace", stack.namespace().name())
                .replace("$stack", stack.name())
                .replace("$__rate_interval", "10s")
                // No request of a healthy stack fails; still, the label and the other series can be checked.
                .replace("\"5..\"", "\"...\"");
    }

    /** The query of each alert, without its threshold. */
    static List<Asked> ofAlerts(Path file) throws IOException {
        JsonNode rules = YAML.unmarshal(Files.readString(file), JsonNode.class).at("/groups/0/rules");
        List<Asked> asked = new ArrayList<>();
        for (JsonNode rule : rules) {
            asked.add(new Asked(
                    rule.path("alert").asText(),
                    withoutLimit(rule.path("expr").asText()),
                    words(IN_ANNOTATION, rule.path("annotations").toString())));
        }
        return asked;
    }

    private static String withoutLimit(String query) {
        return query.replaceAll("(==|<|>) [\\d.]+( \\* \\d+)?", "")
                .replaceAll("absent\\((.*)\\)", "$1")
                .replace("unless", "and");
    }

    private static Set<String> words(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }
}

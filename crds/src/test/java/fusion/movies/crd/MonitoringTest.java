package fusion.movies.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alerts and dashboard of {@code install/monitoring}. */
class MonitoringTest {

    private static final Path MONITORING = Path.of("../install/monitoring");
    private static final Path DOCS = Path.of("../docs/monitoring.md");

    /** A metric in an expression: a word before a selector or a range, or one of the project's metrics. */
    private static final Pattern METRIC = Pattern.compile("\\b([a-z_]+[a-z0-9_]*)(?=\\{)|\\bmovies_[a-z_]+");

    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");

    private static String read(String file) throws IOException {
        return Files.readString(MONITORING.resolve(file));
    }

    @Test
    void the_PrometheusRule_has_the_same_rules() throws IOException {
        String groups = read("rules.yaml").substring(read("rules.yaml").indexOf("groups:\n"));
        CommittedFile.of(MONITORING.resolve("prometheus-rule.yaml").toString()).isOrBecomes("""
                # Generated from rules.yaml: see install/README.md. Add the labels by which your Prometheus selects rules.
                apiVersion: monitoring.coreos.com/v1
                kind: PrometheusRule
                metadata:
                  name: movies-operator
                  labels: {app.kubernetes.io/part-of: movies-operator}
                spec:
                """ + groups.indent(2));
    }

    @Test
    void each_alert_fires_in_a_test_and_falls_silent_after_it() throws IOException {
        List<String> alerts = ALERT.matcher(read("rules.yaml"))
                .results()
                .map(match -> match.group(1))
                .toList();
        JsonNode tests = new KubernetesSerialization()
                .unmarshal(read("rules-test.yaml"), JsonNode.class)
                .path("tests");

        assertThat(alerts)
                .hasSizeGreaterThan(5)
                .allSatisfy(alert -> assertThat(tests)
                        .as(alert)
                        .anySatisfy(
                                test -> assertThat(expected(test, alert)).containsSubsequence("fires", "is silent")));
    }

    /** What a test expects of the alert, in the order of time. */
    private static List<String> expected(JsonNode test, String alert) {
        return StreamSupport.stream(test.path("alert_rule_test").spliterator(), false)
                .filter(expectation -> expectation.path("alertname").asText().equals(alert))
                .map(expectation -> expectation.path("exp_alerts").isEmpty() ? "is silent" : "fires")
                .toList();
    }

    @Test
    void each_alert_has_a_chapter_that_says_what_to_do() throws IOException {
        String docs = Files.readString(DOCS);
        assertThat(Pattern.compile("runbook: docs/monitoring.md#(\\w+)")
                        .matcher(read("rules.yaml"))
                        .results())
                .allSatisfy(
                        match -> assertThat(docs.toLowerCase(Locale.ROOT)).contains("\n### " + match.group(1) + "\n"));
    }

    @Test
    void every_metric_in_the_dashboard_and_the_alerts_is_documented() throws IOException {
        Set<String> metrics = new TreeSet<>();
        Stream.concat(expressions(new ObjectMapper().readTree(read("dashboard.json"))), Stream.of(read("rules.yaml")))
                .forEach(expression ->
                        METRIC.matcher(expression).results().forEach(match -> metrics.add(match.group())));

        assertThat(metrics).contains("movies_stack_condition", "movies_model_age_seconds", "up");
        String docs = Files.readString(DOCS);
        assertThat(metrics).allSatisfy(metric -> assertThat(docs).contains("`" + metric));
    }

    private static Stream<String> expressions(JsonNode dashboard) {
        return dashboard.findValuesAsText("expr").stream();
    }

    @Test
    @ExtendWith(NeedsPromtool.class)
    void promtool_accepts_the_rules_and_each_alert_fires_and_resolves() throws IOException, InterruptedException {
        run("check", "rules", "rules.yaml");
        run("test", "rules", "rules-test.yaml");
    }

    private static void run(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .directory(MONITORING.toFile())
                .redirectErrorStream(true)
                .start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(words).isZero();
    }
}

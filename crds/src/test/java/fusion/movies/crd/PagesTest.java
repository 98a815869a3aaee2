package fusion.movies.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests README.md and docs/: every link resolves, and every command that they show exists. */
class PagesTest {

    /** Commands that this test checks without running them, by their first word, and why it does not run them. */
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            Map.entry(
                    "kubectl",
                    "needs a cluster; the end-to-end suite runs apply, wait and movies, and dry-runs the samples"),
            Map.entry("helm", "HelmChartTest, HelmReleaseTest and StrangersWalkIT run Helm"),
            Map.entry("mvn", "runs this test"),
            Map.entry("./demo", "creates a cluster; the end-to-end suite runs on one that it creates"),
            Map.entry("./dev", "runs until it is interrupted"),
            Map.entry("./verify", "runs this test"),
            Map.entry("bench/", "measures for minutes"),
            Map.entry("promtool", "MonitoringTest runs it"),
            Map.entry("install", "writes into the reader's home"),
            Map.entry("sed", "NamespacedInstallTest does the same to the file"),
            Map.entry("PGPASSWORD", "measures for minutes, on the reader's server"),
            Map.entry(".ci/", "the workflows run them; a rehearsal of a release runs each of its steps"),
            Map.entry("cosign", "a rehearsal of a release verifies with the same commands and a key"),
            Map.entry("sha256sum", "a rehearsal of a release runs it"),
            Map.entry("git", "makes a release"),
            Map.entry("openssl", "StrangersWalkIT runs it"),
            Map.entry("diff", "StrangersWalkIT runs it"));

    private static final Pattern SAMPLE = Pattern.compile("samples/[\\w-]+\\.yaml");

    private static JsonNode schema() throws IOException {
        return new KubernetesSerialization()
                .unmarshal(Files.readString(Path.of(GeneratedCrd.FILE)), JsonNode.class)
                .at("/spec/versions/0/schema/openAPIV3Schema");
    }

    @Test
    void every_link_resolves_to_a_file_and_a_heading() throws IOException {
        List<String> dead = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            for (MarkdownPage.Link link : page.links()) {
                String fault = fault(page, link.target());
                if (!fault.isEmpty()) {
                    dead.add("%s:%d: %s: %s".formatted(page.name(), link.line(), link.target(), fault));
                }
            }
        }

        assertThat(dead).isEmpty();
    }

    private static String fault(MarkdownPage page, String target) {
        if (target.matches("[a-z]+:.*")) {
            return URI.create(target).getScheme().equals("https") ? "" : "not https";
        }
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty()
                ? page.file()
                : page.file().getParent().resolve(parts[0]).normalize();
        if (!Files.exists(file)) {
            return "no such file";
        }
        return parts.length == 1 || MarkdownPage.of(file).anchors().contains(parts[1]) ? "" : "no such heading";
    }

    @Test
    void every_shown_command_exists() throws IOException {
        ShownCommands shown = new ShownCommands(schema());
        List<String> faults = new ArrayList<>();
        int commands = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            for (MarkdownPage.Command command : page.commands()) {
                commands++;
                shown.faults(command.text())
                        .forEach(fault -> faults.add(
                                "%s:%d: %s: %s".formatted(page.name(), command.line(), command.text(), fault)));
            }
        }

        assertThat(faults).isEmpty();
        assertThat(commands).isGreaterThan(40);
    }

    @Test
    void every_command_has_a_reason_for_not_being_run() throws IOException {
        Set<String> unsaid = new TreeSet<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            page.commands().stream()
                    .map(MarkdownPage.Command::text)
                    .filter(text -> NOT_RUN.keySet().stream().noneMatch(text::startsWith))
                    .forEach(unsaid::add);
        }

        assertThat(unsaid).isEmpty();
    }

    @Test
    void the_index_links_to_every_page() throws IOException {
        Path docs = MarkdownPage.ROOT.resolve("docs");
        Set<Path> linked = new TreeSet<>();
        MarkdownPage.of(docs.resolve("README.md"))
                .links()
                .forEach(link -> linked.add(
                        docs.resolve(link.target().replaceFirst("#.*", "")).normalize()));
        MarkdownPage.of(docs.resolve("tasks.md"))
                .links()
                .forEach(link -> linked.add(
                        docs.resolve(link.target().replaceFirst("#.*", "")).normalize()));

        assertThat(MarkdownPage.all())
                .filteredOn(page -> page.file().startsWith(docs) && !page.file().endsWith("README.md"))
                .extracting(MarkdownPage::file)
                .allSatisfy(file -> assertThat(linked).contains(file));
    }

    @Test
    void every_sample_is_documented_and_every_named_one_exists() throws IOException {
        Set<String> named = new TreeSet<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            page.lines().forEach(line -> SAMPLE.matcher(line).results().forEach(match -> named.add(match.group())));
        }
        try (Stream<Path> files = Files.list(MarkdownPage.ROOT.resolve("samples"))) {
            assertThat(files.map(file -> "samples/" + file.getFileName())
                            .filter(name -> name.endsWith(".yaml"))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void a_wrong_command_is_reported() throws IOException {
        ShownCommands shown = new ShownCommands(schema());

        assertThat(shown.faults("kubectl aply -f install/none.yaml"))
                .containsExactly("kubectl has no 'aply' that is known here", "there is no file install/none.yaml");
        assertThat(shown.faults("kubectl explain moviesstack.spec.database.disk"))
                .containsExactly("the resource has no field moviesstack.spec.database.disk");
        assertThat(shown.faults("kubectl patch ms x -p '{\"spec\": {\"seed\": {\"again\": 1}}}'"))
                .containsExactly("the resource has no field spec.seed.again");
        assertThat(shown.faults("kubectl movies reload x")).hasSize(1);
        assertThat(shown.faults("kubectl movies load x --now")).containsExactly("kubectl movies load has no --now");
        assertThat(shown.faults("kubectl get movies")).hasSize(1);
        assertThat(shown.faults("./verifi")).contains("there is no file ./verifi");
        assertThat(shown.faults("mvn test -pl crd")).containsExactly("there is no file crd/pom.xml");
    }
}

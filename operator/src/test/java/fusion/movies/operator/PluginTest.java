package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.Kubelet;
import fusion.movies.operator.harness.Loader;
import fusion.movies.operator.harness.OnApiServer;
import fusion.movies.operator.harness.TestStack;
import fusion.movies.plugin.Main;
import fusion.movies.plugin.Terminal;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kubectl movies} on an API server, with this operator: cases that PluginIT, on a real kubelet, does not reach.
 */
@OnApiServer
class PluginTest {

    private static final int LIMIT_SECONDS = 60;

    private final Harness harness;

    @TempDir
    private Path folder;

    PluginTest(Harness harness) {
        this.harness = harness;
    }

    /** The output and the exit code of one run of the plugin. */
    private static final class Run {

        private final StringWriter out = new StringWriter();
        private final StringWriter err = new StringWriter();
        private final int code;

        private Run(List<String> arguments) {
            code = Main.run(
                    new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false, true),
                    arguments.toArray(String[]::new));
        }
    }

    private CompletableFuture<Run> begin(TestStack stack, String... arguments) throws IOException {
        Config config = stack.client().getConfiguration();
        Path kubeconfig = Files.writeString(folder.resolve(stack.namespace()), """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "%s", insecure-skip-tls-verify: true}}]
                users: [{name: test, user: {token: "%s"}}]
                contexts: [{name: test, context: {cluster: test, user: test, namespace: "%s"}}]
                current-context: test
                """.formatted(
                        config.getMasterUrl(), config.getOauthToken(), stack.namespace()));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
        return CompletableFuture.supplyAsync(() -> new Run(all));
    }

    private Run run(TestStack stack, String... arguments) throws Exception {
        return begin(stack, arguments).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void statusShowsTheStacksObjectsAndWhatItWaitsFor() throws Exception {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{api: {ingress: {host: movies.example.org}}, networkPolicy: {enabled: true}}");
            stack.awaitCondition("DatabaseReady", "Starting");

            Run waiting = run(stack, "status", stack.name());

            assertThat(waiting.code).isZero();
            assertThat(waiting.out.toString())
                    .contains("Waits for DatabaseReady. ")
                    .contains("StatefulSet " + stack.name() + "-db  0 of 1 ready")
                    .contains("Secret " + stack.name() + "-db-ca");

            new Kubelet(stack).serve();
            Run settled = run(stack, "status", stack.name());

            assertThat(settled.out.toString())
                    .startsWith(stack.name() + " in namespace " + stack.namespace() + ": Serving")
                    .contains(
                            "Certificates  the first expires on ", "Deployment " + stack.name() + "-api  2 of 2 ready")
                    .contains("Ingress " + stack.name() + "-api  movies.example.org, no address yet")
                    .contains("NetworkPolicy " + stack.name() + "-api", "succeeded, attempt 1");
            assertThat(run(stack, "status", "-o", "json").out.toString()).contains("\"items\"", "\"Serving\"");
        }
    }

    @Test
    void loadFollowsUntilTheNewLoadSucceedsOrFails() throws Exception {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{}");
            Kubelet kubelet = new Kubelet(stack).serve();

            CompletableFuture<Run> load = begin(stack, "load", stack.name(), "--revision", "2");
            new Loader(stack, kubelet).loads(254);
            Run loaded = load.get(LIMIT_SECONDS, TimeUnit.SECONDS);

            assertThat(loaded.err.toString()).contains("The loader starts.").doesNotContain("Error");
            assertThat(loaded.code).isZero();
            assertThat(loaded.out.toString()).isEqualTo("254 movies are loaded.\n");
            assertThat(stack.get().getSpec().seed().revision()).isEqualTo("2");

            CompletableFuture<Run> bad = begin(stack, "load", stack.name(), "--revision", "3");
            new Loader(stack, kubelet).fails("SourceMalformed", "a.json has no movies.");
            Run failed = bad.get(LIMIT_SECONDS, TimeUnit.SECONDS);

            assertThat(failed.code).isEqualTo(1);
            assertThat(failed.err.toString())
                    .contains("Error: a.json has no movies. The movies of the last load are served");
            assertThat(run(stack, "load", stack.name(), "--revision", "3").err.toString())
                    .contains("seed.revision of " + stack.name() + " is '3' already");
        }
    }
}

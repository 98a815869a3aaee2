package fusion.movies.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors between plugin and cluster, each reported by a sentence and an exit code. */
class ErrorsTest {

    private static final String STACKS = "/apis/movies.fusion/v1alpha1/namespaces/films/moviesstacks";

    @TempDir
    private Path folder;

    private final Map<String, Answer> answers = new TreeMap<>();
    private HttpServer server;
    private final Output output = new Output();

    private record Answer(int code, String body) {

        private static Answer refusal(int code, String message) {
            return new Answer(code, """
                    {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "message": "%s"}""".formatted(code, message));
        }
    }

    @BeforeEach
    void an_API_server() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Answer answer =
                    answers.getOrDefault(exchange.getRequestURI().getPath(), new Answer(404, "404 page not found"));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.code(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void it_ends() {
        server.stop(0);
        System.clearProperty("kubeconfig");
    }

    private int run(String... arguments) throws IOException {
        return runAt(server.getAddress().getPort(), arguments);
    }

    private int runAt(int port, String... arguments) throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: test, user: {token: none}}]
                contexts: [{name: test, context: {cluster: test, user: test, namespace: films}}]
                current-context: test
                """.formatted(port));
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--kubeconfig";
        all[arguments.length + 1] = kubeconfig.toString();
        return Main.run(output.piped(), all);
    }

    @Test
    void no_cluster_responds() throws IOException {
        int port = server.getAddress().getPort();
        server.stop(0);

        assertThat(runAt(port, "status")).isEqualTo(ExitCode.NO_CLUSTER.code());
        assertThat(output.err()).startsWith("Error: No cluster responds: ").contains("kubectl cluster-info");
    }

    @Test
    void no_kubeconfig_and_no_such_context() throws IOException {
        assertThat(Main.run(output.piped(), "status", "--kubeconfig", "/nowhere"))
                .isEqualTo(ExitCode.NO_CLUSTER.code());
        assertThat(run("status", "--context", "production")).isEqualTo(ExitCode.NO_CLUSTER.code());
        assertThat(output.err())
                .contains("The kubeconfig /nowhere cannot be read.")
                .contains("The kubeconfig has no context 'production'.");
    }

    @Test
    void the_CRD_is_not_installed() throws IOException {
        assertThat(run("status")).isEqualTo(ExitCode.NO_DEFINITION.code());
        assertThat(run("status", "movies")).isEqualTo(ExitCode.NO_DEFINITION.code());
        assertThat(output.err()).startsWith("Error: This cluster has no CRD of MoviesStack");
    }

    @Test
    void the_stack_does_not_exist() throws IOException {
        answers.put(STACKS, new Answer(200, """
                {"kind": "MoviesStackList", "apiVersion": "movies.fusion/v1alpha1", "metadata": {}, "items": []}"""));

        for (String command : new String[] {"status", "load", "open"}) {
            assertThat(run(command, "movies")).isEqualTo(ExitCode.NO_STACK.code());
        }
        assertThat(output.err()).startsWith("Error: There is no MoviesStack 'movies' in namespace 'films'.");
        assertThat(run("status")).isEqualTo(ExitCode.DONE.code());
        assertThat(output.err()).endsWith("There is no MoviesStack in namespace 'films'.\n");
    }

    @Test
    void the_cluster_denies_permission() throws IOException {
        answers.put(STACKS, Answer.refusal(403, "moviesstacks is forbidden: User x cannot list them"));
        answers.put(STACKS + "/movies", Answer.refusal(401, "Unauthorized"));

        assertThat(run("status")).isEqualTo(ExitCode.FORBIDDEN.code());
        assertThat(run("status", "movies")).isEqualTo(ExitCode.FORBIDDEN.code());
        assertThat(output.err())
                .contains("User x cannot list them. status needs the ClusterRole view")
                .contains("does not accept the login of this context (401)");
    }

    @Test
    void a_load_is_refused_if_loading_is_disabled_or_paused() throws IOException {
        answers.put(STACKS + "/movies", stack("{seed: {enabled: false}}"));
        assertThat(run("load", "movies")).isEqualTo(ExitCode.FAILED.code());
        answers.put(STACKS + "/movies", stack("{paused: true}"));
        assertThat(run("load", "movies")).isEqualTo(ExitCode.FAILED.code());

        assertThat(output.err())
                .contains("spec.seed.enabled of movies is false")
                .contains("spec.paused of movies is true");
    }

    private static Answer stack(String spec) {
        return new Answer(200, """
                {"apiVersion": "movies.fusion/v1alpha1", "kind": "MoviesStack",
                 "metadata": {"name": "movies", "namespace": "films"}, "spec": %s}""".formatted(spec.replaceAll("(\\w+):", "\"$1\":")));
    }

    @Test
    void a_wrong_command_line_shows_the_usage() {
        assertThat(Main.run(output.piped(), "satus")).isEqualTo(ExitCode.USAGE.code());
        assertThat(Main.run(output.piped(), "load")).isEqualTo(ExitCode.USAGE.code());
        assertThat(output.err()).contains("Did you mean: kubectl-movies status").contains("Usage:");
    }

    @Test
    void help_and_completion_work() {
        assertThat(Main.run(output.piped(), "--help")).isEqualTo(ExitCode.DONE.code());
        assertThat(Main.run(output.piped(), "generate-completion")).isEqualTo(ExitCode.DONE.code());
        assertThat(output.out()).contains("status", "load", "open", "Exit codes:", "complete -F");
    }
}

package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The API as a stack runs it: its answers over the real films, and the memory of its pods. */
@OnCluster
class ApiIT {

    private final TestNamespace namespace;
    private final Stack movies;
    private final MoviesApi api;
    private ToolsPod tools;

    ApiIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
        api = new MoviesApi(movies);
    }

    @BeforeAll
    void a_stack_with_the_real_films() {
        Films films = Films.needed();
        tools = ToolsPod.start(namespace);
        movies.apply("{seed: {source: %s}}".formatted(films.onVolumeOf(namespace)));
        movies.awaitSettled();
    }

    @Order(1)
    @ParameterizedTest
    @CsvFileSource(resources = "/real-films.csv", delimiter = '|')
    void the_old_routes_find_as_many_films_as_the_file_has(String path, int films) {
        assertThat(api.fromOutside(path)).hasSize(films);
    }

    @Test
    @Order(1)
    void each_pod_started_with_what_the_JVM_had_learned_when_the_image_was_made() {
        // The JVM silently ignores a cache that does not match: only the process's memory map tells whether it is
        // used.
        assertThat(pods())
                .isNotEmpty()
                .allSatisfy(pod -> assertThat(
                                new ToolsPod(namespace, pod.getMetadata().getName()).run("jcmd", "1", "VM.info"))
                        .contains("/app/aot/api.aot"));
        assertThat(pods())
                .allSatisfy(pod -> assertThat(
                                namespace.client().pods().resource(pod).getLog())
                        .contains("Starting AOT-processed MoviesApplication"));
    }

    @Test
    @Order(2)
    void eight_readers_of_the_longest_lists_do_not_exhaust_a_pods_memory() {
        String url = movies.get().getStatus().api().url();
        tools.run("sh", "-c", """
                for reader in 1 2 3 4 5 6 7 8; do
                    (wget -q -O - %1$s/genre/drama | tail -c 1 && wget -q -O - %1$s/title/the | tail -c 1) >/tmp/$reader &
                done
                wait
                cat /tmp/[1-8]""".formatted(url));

        assertThat(pods())
                .allSatisfy(pod -> assertThat(pod.getStatus()
                                .getContainerStatuses()
                                .getFirst()
                                .getRestartCount())
                        .isZero());
    }

    private List<Pod> pods() {
        return namespace
                .client()
                .pods()
                .inNamespace(namespace.name())
                .withLabel("app.kubernetes.io/instance", movies.name())
                .withLabel("app.kubernetes.io/component", "api")
                .list()
                .getItems();
    }
}

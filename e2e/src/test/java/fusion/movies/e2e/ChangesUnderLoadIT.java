package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of the API's environment under eight constant readers, whose requests must not fail. */
@OnCluster
@Tag("reliability")
class ChangesUnderLoadIT {

    private static final int READERS = 8;
    private static final long FILMS_BETWEEN_KILLS = 5_000;
    private static final Duration REPAIR = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private final TestNamespace namespace;
    private final Stack movies;
    private final Optional<Films> films = Films.available();
    private Readers readers;
    private long expected;

    ChangesUnderLoadIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
    }

    @BeforeAll
    void readers_of_a_stack_with_films() {
        ToolsPod pod = ToolsPod.start(namespace);
        login("movies", "first");
        String source = films.map(known -> known.onVolumeOf(namespace)).orElse("{bundled: true}");
        movies.apply("{credentialsSecretRef: {name: db-login}, seed: {source: %s}}".formatted(source));
        MoviesStack stack = movies.awaitSettled();
        expected = stack.getStatus().seed().films();
        readers = Readers.start(READERS, pod, stack.getStatus().api().url() + "/api/v1/movies?year=1994&limit=5");
    }

    @AfterAll
    void end_the_readers() {
        readers.close();
    }

    @Test
    @Order(1)
    void a_password_is_changed_three_times() {
        for (String password : new String[] {"second", "third", "fourth"}) {
            login("movies", password);
            assertThatANewPodLogsIn();
        }
        assertThatNoReaderNoticed();
    }

    @Test
    @Order(2)
    void the_user_is_renamed_and_the_former_one_is_dropped() throws Exception {
        login("renamed", "fifth");

        try (Sql sql = Sql.asRoot(movies, folder)) {
            await("the former user to end")
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> sql.number("SELECT count(*) FROM pg_roles WHERE rolname = 'movies'") == 0);
            assertThat(sql.number("SELECT count(*) FROM pg_roles WHERE rolname = 'renamed'"))
                    .isOne();
        }
        movies.awaitSettled();
        assertThatNoReaderNoticed();
    }

    @Test
    @Order(3)
    void a_revoked_grant_is_restored() throws Exception {
        String grant = "SELECT count(*) FROM information_schema.table_privileges"
                + " WHERE table_name = 'movies' AND grantee = 'renamed' AND privilege_type = 'INSERT'";
        try (Sql sql = Sql.asRoot(movies, folder)) {
            assertThat(sql.number(grant)).isOne();
            sql.run("REVOKE INSERT ON TABLE movies FROM renamed");

            await("the grant").atMost(REPAIR).until(() -> sql.number(grant) == 1);
        }
        assertThatNoReaderNoticed();
    }

    @Test
    @Order(4)
    void a_Job_that_is_killed_five_times_loads_each_film_once() throws Exception {
        Films.needed();
        try (Sql sql = Sql.asRoot(movies, folder)) {
            sql.run("DELETE FROM movies WHERE year <> 1994");
            sql.run("DELETE FROM movies_load");
            for (int kill = 1; kill <= 5; kill++) {
                long enough = kill * FILMS_BETWEEN_KILLS;
                await("more movies")
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> sql.number("SELECT count(*) FROM movies") > enough);
                namespace
                        .client()
                        .resource(awaitRunningLoader())
                        .withGracePeriod(0)
                        .delete();
            }
            movies.await(
                    "load all movies",
                    Stack.UP,
                    stack -> Stack.has(stack, "Seeded", "True")
                            && stack.getStatus().seed() != null
                            && stack.getStatus().seed().films() == expected);

            assertThat(sql.number("SELECT count(*) FROM movies")).isEqualTo(expected);
            assertThat(sql.number("SELECT count(DISTINCT natural_key) FROM movies"))
                    .isEqualTo(expected);
        }
        assertThatNoReaderNoticed();
    }

    /** A running pod may survive on its open connections; a new one only knows the new password. */
    private void assertThatANewPodLogsIn() {
        Pod old = namespace
                .client()
                .pods()
                .inNamespace(namespace.name())
                .withLabel("app.kubernetes.io/component", "api")
                .list()
                .getItems()
                .getFirst();
        namespace.client().resource(old).delete();
        await("a pod of the API to go")
                .atMost(Duration.ofMinutes(1))
                .until(() -> namespace.client().resource(old).get() == null);
        movies.awaitSettled();
    }

    private Pod awaitRunningLoader() {
        return await("a running loader")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> namespace
                                .client()
                                .pods()
                                .inNamespace(namespace.name())
                                .withLabel("app.kubernetes.io/component", "seed")
                                .list()
                                .getItems()
                                .stream()
                                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void assertThatNoReaderNoticed() {
        assertThat(readers.answered()).isPositive();
        assertThat(readers.failures()).isEmpty();
    }

    private void login(String user, String password) {
        namespace.secret("db-login", Map.of("db_user", user, "db_password", password));
    }
}

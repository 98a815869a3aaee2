package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The movies after a stack was deleted. */
@OnCluster
class VolumesIT {

    private final TestNamespace namespace;
    private final Stack movies;
    private final MoviesApi api;
    private ToolsPod pod;
    private MoviesStack first;

    VolumesIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
        api = new MoviesApi(movies);
    }

    @BeforeAll
    void a_stack_with_films() {
        pod = ToolsPod.start(namespace);
        movies.apply("{api: {replicas: 1}, deletionPolicy: Retain}");
        first = movies.awaitReady();
    }

    @Test
    @Order(1)
    void a_deleted_stack_leaves_only_its_volumes() {
        movies.delete();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(StackObjects.remaining(movies))
                        .hasOnlyElementsOfType(PersistentVolumeClaim.class)
                        .isNotEmpty());
    }

    @Test
    @Order(2)
    void a_recreated_stack_is_Ready_with_its_films_without_another_init_or_load() {
        movies.apply("{api: {replicas: 1}, deletionPolicy: Retain}");
        MoviesStack second = movies.awaitReady();

        assertThat(second.getStatus().database().clusterId())
                .isNotBlank()
                .isEqualTo(first.getStatus().database().clusterId());
        assertThat(second.getStatus().seed().films())
                .isEqualTo(first.getStatus().seed().films())
                .isEqualTo(api.countFilms(pod));
        assertThat(StackObjects.of(movies, Job.class)).isEmpty();
    }

    @Test
    @Order(3)
    void with_deletionPolicy_Delete_the_volumes_are_deleted_too() {
        movies.apply("{api: {replicas: 1}, deletionPolicy: Delete}");
        movies.awaitReady();

        movies.delete();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(StackObjects.remaining(movies)).isEqualTo(List.of()));
    }
}

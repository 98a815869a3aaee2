package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.TestDatabase;
import fusion.movies.source.Sources;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The source is on a volume that the API's pods cannot mount: the load record determines the response. */
class AddAllUnmountedTest {

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient sql = JdbcClient.create(database.dataSource());
    private final Seed seed = Seed.of("unmounted:");
    private final AddAll addAll = new AddAll(database.asApi(), new Sources(), seed.source(), seed.seed());

    @Test
    void nothingWasLoadedYet() throws IOException {
        assertThat(addAll.run()).hasValueSatisfying(why -> assertThat(why).contains("No movies were loaded yet"));
    }

    @Test
    void allMoviesAreLoaded() throws IOException {
        record("old", "Superseded", "-2 hours");
        record("new", "Loaded", "-1 hour");

        assertThat(addAll.run()).isEmpty();
    }

    @Test
    void theJobIsInProgress() throws IOException {
        record("old", "Superseded", "-2 hours");
        record("new", "Loading", "-1 hour");

        assertThat(addAll.run()).hasValueSatisfying(why -> assertThat(why).contains("7 of 10 are left"));
    }

    @Test
    void theLastJobFailed() throws IOException {
        record("old", "Loaded", "-2 hours");
        record("new", "Failed", "-1 hour");

        assertThat(addAll.run())
                .hasValueSatisfying(why -> assertThat(why).endsWith("could not be loaded: The source is empty."));
    }

    private void record(String fingerprint, String state, String began) {
        sql.sql("INSERT INTO movies_load (fingerprint, state, total, inserted, message, started_at, updated_at)"
                        + " VALUES (?, ?, 10, 3, 'The source is empty.', now() + CAST(? AS INTERVAL), now())")
                .params(fingerprint, state, began)
                .update();
    }
}

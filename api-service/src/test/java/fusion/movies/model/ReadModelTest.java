package fusion.movies.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.Client;
import fusion.movies.Gate;
import fusion.movies.Service;
import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the read model does when the database comes, changes, goes and comes back. */
@Tag("slow")
class ReadModelTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase database = TestDatabase.createEmpty();
    private final Gate gate = new Gate(database.port());

    @TempDir
    private Path folder;

    private Service service;

    @AfterEach
    void end() {
        if (service != null) {
            service.close();
        }
        gate.close();
    }

    @Test
    void aServiceWithoutADatabaseStartsAndIsReadyOnceTheMoviesAreThere() {
        start();

        assertThat(api().get("/year/1993").statusCode()).isEqualTo(503);
        assertThat(api().get("/year/1993").headers().firstValue("Retry-After")).hasValue("5");
        assertThat(api().get("/year/1993").body()).contains("The movies have not been read from the database yet.");
        assertThat(readiness()).isEqualTo(503);
        assertThat(service.management().get("/actuator/health/liveness").statusCode())
                .isEqualTo(200);

        gate.open();
        assertThat(readiness()).isEqualTo(503);

        database.layOut();
        TestFilms.insertHardToFind(database);

        await().atMost(LIMIT).until(() -> readiness() == 200);
        await().atMost(LIMIT).until(() -> api().json("/year/1993").size() == 2);
    }

    @Test
    void everyQuestionIsAnsweredWhileTheDatabaseIsAwayAndTellsTheAgeOfTheMovies() {
        withMovies();

        gate.close();

        await().atMost(LIMIT)
                .until(() -> Long.parseLong(api().get("/year/1993")
                                .headers()
                                .firstValue("Age")
                                .orElseThrow())
                        >= 3);
        for (String path : new String[] {
            "/year/1993",
            "/genre/drama",
            "/title/us",
            "/cast/fullname/tom_hanks",
            "/api/v1/movies?q=dark",
            "/api/v1/genres",
            "/api/v1/people?prefix=tom"
        }) {
            assertThat(api().get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(readiness()).isEqualTo(200);
        assertThat(service.management().get("/actuator/prometheus").body())
                .containsPattern("movies_model_age_seconds [1-9]")
                .containsPattern("movies_model_movies 29");

        gate.open();

        await().atMost(LIMIT)
                .until(() -> api().get("/year/1993")
                        .headers()
                        .firstValue("Age")
                        .orElseThrow()
                        .equals("0"));
    }

    @Test
    void aRestartedContainerAnswersFromWhatItKeptWithoutTheDatabase() {
        withMovies();
        HttpResponse<String> before = api().get("/genre/drama");
        service.close();
        gate.close();

        start();

        await().atMost(LIMIT).until(() -> readiness() == 200);
        HttpResponse<String> after = api().get("/genre/drama");
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.headers().firstValue("ETag"))
                .isEqualTo(before.headers().firstValue("ETag"));
    }

    @Test
    void aMovieChangedByHandIsSeenByTheNextSweep() throws SQLException {
        withMovies("movies.model.sweep=1s");
        HttpResponse<String> before = api().get("/title/greed");

        change("UPDATE movies SET extract = 'Rewritten.' WHERE title = 'Greed'");

        await().atMost(LIMIT).until(() -> api().get("/title/greed").body().contains("\"extract\":\"Rewritten.\""));
        assertThat(api().get("/title/greed").headers().firstValue("ETag"))
                .isNotEqualTo(before.headers().firstValue("ETag"));

        change("DELETE FROM movies WHERE title = 'Greed'");

        await().atMost(LIMIT).until(() -> api().json("/title/greed").isEmpty());
    }

    @Test
    void moviesThatWereLoadedAreSeenWithoutASweep() throws SQLException {
        withMovies("movies.model.sweep=1h");
        change("UPDATE movies SET extract = 'Rewritten.' WHERE title = 'Greed'");
        assertThat(api().get("/title/greed").body()).doesNotContain("Rewritten.");

        change(
                "INSERT INTO movies_change (change, cause, movies, changed_at) VALUES ('another load', 'load', 1, now())");

        await().atMost(LIMIT).until(() -> api().get("/title/greed").body().contains("Rewritten."));
    }

    @Test
    void aPodThatAwaitsALoadIsReadyWhenThatHasEnded() throws SQLException {
        gate.open();
        database.layOut();
        start("movies.model.awaits-load=true");
        await().atMost(LIMIT).until(() -> api().get("/genre/drama").statusCode() == 200);
        assertThat(readiness()).isEqualTo(503);

        TestFilms.insertHardToFind(database);

        await().atMost(LIMIT).until(() -> readiness() == 200);
        assertThat(api().json("/genre/drama").isEmpty()).isFalse();
    }

    @Test
    void aPodThatHasAnsweredStaysReadyWhenSomeoneDeletesTheLoadRecords() throws SQLException {
        gate.open();
        database.layOut();
        TestFilms.insertHardToFind(database);
        start("movies.model.awaits-load=true", "movies.model.sweep=1s");
        await().atMost(LIMIT).until(() -> readiness() == 200);

        change("DELETE FROM movies WHERE year <> 1993");
        change("DELETE FROM movies_load");
        change("INSERT INTO movies_change (change, cause, movies, changed_at) VALUES ('by hand', 'test', 1, now())");

        await().atMost(LIMIT).until(() -> api().json("/title/greed").isEmpty());
        assertThat(api().json("/year/1993").size()).isEqualTo(2);
        assertThat(readiness()).isEqualTo(200);
    }

    @Test
    void moviesOfAnEmptiedTableAreGone() throws SQLException {
        withMovies("movies.model.sweep=1s");

        change("DELETE FROM movies");

        await().atMost(LIMIT).until(() -> api().json("/genre/drama").isEmpty());
        assertThat(readiness()).isEqualTo(200);
    }

    private void withMovies(String... properties) {
        gate.open();
        database.layOut();
        TestFilms.insertHardToFind(database);
        start(properties);
        await().atMost(LIMIT).until(() -> readiness() == 200);
    }

    private void start(String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("movies.database.port=" + gate.port());
        all.add("movies.database.pool.connection-timeout=1000");
        all.add("movies.model.folder=" + folder);
        service = Service.start(database, all.toArray(String[]::new));
    }

    private Client api() {
        return service.api();
    }

    private int readiness() {
        return service.management().get("/actuator/health/readiness").statusCode();
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}

package fusion.movies.model;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.Service;
import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import fusion.movies.index.MovieFilter;
import fusion.movies.index.MovieIndex;
import fusion.movies.movie.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

@Tag("slow")
class ModelReaderTest {

    private final TestDatabase database = TestFilms.hardToFind();

    /** A writer changes all movies and the load record together, again and again; an index that mixes two of these states would show it. */
    @Test
    void versionAndMoviesAreOfOneMoment(@TempDir Path folder) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (Service service = Service.start(database)) {
            ModelReader reader = service.bean(ModelReader.class);
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(stop));
            for (int round = 0; round < 40; round++) {
                MovieIndex index = reader.read(folder.resolve(String.valueOf(round)));
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                index.list(MovieFilter.NONE).writeTo(out, Shape.OLD);
                List<String> states = Pattern.compile("\"extract\":\"state (\\d+)\"")
                        .matcher(out.toString(StandardCharsets.UTF_8))
                        .results()
                        .map(match -> match.group(1))
                        .distinct()
                        .toList();
                if (!states.isEmpty()) {
                    assertThat(states).hasSize(1);
                    assertThat(DataVersion.of(index.version()).changes()).contains("state-" + states.getFirst() + ".");
                }
                index.decRef();
            }
            stop.set(true);
            writer.join();
        }
    }

    /** As on CockroachDB, where reading all rows is one statement; PostgreSQL counts the time of each fetch anew. */
    @Test
    void readingAllMoviesMayTakeLongerThanOtherStatements(@TempDir Path folder) throws Exception {
        try (Service service =
                Service.start(database, "movies.database.pool.connection-init-sql=SET statement_timeout = '1s'")) {
            Movies slow = () -> {
                service.bean(JdbcClient.class)
                        .sql("SELECT pg_sleep(1.5)::text")
                        .query(String.class)
                        .single();
                return Stream.of();
            };
            ModelReader reader = new ModelReader(
                    slow,
                    service.bean(DatabaseState.class),
                    service.bean(JsonMapper.class),
                    service.bean(ModelProperties.class),
                    service.bean(PlatformTransactionManager.class));

            MovieIndex index = reader.read(folder);

            assertThat(index.size()).isZero();
            index.close();
        }
    }

    private void write(AtomicBoolean stop) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int state = 1; !stop.get(); state++) {
                statement.executeUpdate("UPDATE movies SET extract = 'state %d'".formatted(state));
                statement.executeUpdate("DELETE FROM movies_change");
                statement.executeUpdate("INSERT INTO movies_change (change, cause, movies, changed_at)"
                        + " VALUES ('state-%d.', 'load', 1, now())".formatted(state));
                connection.commit();
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

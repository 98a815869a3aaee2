package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.Client;
import fusion.movies.TestDatabase;
import fusion.movies.schema.DataVersion;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service's user may only read and add movies. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class AddAllTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Client client;
    private final JdbcClient sql = JdbcClient.create(DATABASE.dataSource());

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    AddAllTest(@LocalServerPort int port) {
        client = new Client(port);
    }

    @BeforeEach
    void noFilms() {
        // TRUNCATE would lock out the running read model, whose transactions read several of the tables.
        for (String table : List.of("movies", "movies_change", "movies_lease", "movies_load")) {
            sql.sql("DELETE FROM " + table).update();
        }
    }

    @Test
    void moviesAreLoadedAndAnotherRequestAddsNone() {
        assertThat(client.get("/addall").body()).isEqualTo("ok");
        long films = films();

        HttpResponse<String> again = client.get("/addall");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo("ok");
        assertThat(films()).isEqualTo(films).isGreaterThan(200);
    }

    @Test
    void onlyMissingMoviesAreAddedAndOthersStayUnchanged() {
        client.get("/addall");
        long films = films();
        sql.sql("DELETE FROM movies WHERE title = 'Casablanca'").update();
        sql.sql("UPDATE movies SET extract = 'Mine.', content_digest = 0 WHERE title = 'Vertigo'")
                .update();

        client.get("/addall");

        assertThat(films()).isEqualTo(films);
        assertThat(one("SELECT count(*) FROM movies WHERE extract = 'Mine.'")).isEqualTo(1);
    }

    @Test
    void aMovieOfAnOldTableIsNotMissing() {
        client.get("/addall");
        long films = films();
        sql.sql(
                        "UPDATE movies SET natural_key = NULL, content_digest = NULL, href = NULL, id = id + 930000000000000000")
                .update();

        client.get("/addall");

        assertThat(films()).isEqualTo(films);
    }

    @Test
    void aRequestWhileAnotherReplicaLoadsGetsAConflict() {
        try (Lease _ = lease(Duration.ofMinutes(1))) {
            HttpResponse<String> answer = client.get("/addall");

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).contains("problem+json"));
            assertThat(films()).isZero();
        }
        assertThat(client.get("/addall").statusCode()).isEqualTo(200);
    }

    @Test
    void noRequestWaitsForADeadReplicaWhoseAdditionsAreRecorded() {
        client.get("/addall");
        String before = version();
        sql.sql("UPDATE movies_lease SET holder = 'dead', expires_at = now() - INTERVAL '1 second'")
                .update();

        assertThat(client.get("/addall").statusCode()).isEqualTo(200);

        assertThat(version()).isNotEqualTo(before);
    }

    @Test
    void onlyAddedMoviesAreANewVersion() {
        String empty = version();

        client.get("/addall");
        String loaded = version();
        client.get("/addall");

        assertThat(loaded).isNotEqualTo(empty).isEqualTo(version());
        assertThat(one("SELECT movies FROM movies_change")).isEqualTo(films());
    }

    private Lease lease(Duration length) {
        return Lease.acquire(new Transactions(DATABASE.asApi(), Duration.ofSeconds(10)), "addall", length)
                .orElseThrow();
    }

    private String version() {
        return sql.sql(DataVersion.QUERY).query(String.class).single();
    }

    private long films() {
        return one("SELECT count(*) FROM movies");
    }

    private long one(String query) {
        return sql.sql(query).query(Long.class).single();
    }
}

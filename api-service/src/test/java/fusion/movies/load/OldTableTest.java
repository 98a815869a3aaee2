package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.NeedsRealFilms;
import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table that users of the old API created manually, filled by one request to /addall too many. */
class OldTableTest {

    private static final String FILMS = """
            [{"title": "Carmen", "year": 1915, "cast": ["Theda Bara"], "genres": ["Drama"], "href": "Carmen_(a)", "extract": "One."},
             {"title": "Carmen", "year": 1915, "cast": ["Theda Bara"], "genres": ["Drama"], "href": "Carmen_(b)", "extract": "Two."},
             {"title": "Caught", "year": 1900, "cast": [], "genres": [], "href": null},
             {"title": "Caught", "year": 1900, "cast": [], "genres": [], "href": null}]
            """;

    @TempDir
    private Path folder;

    private Loads loads;

    @BeforeEach
    void anOldTable() {
        loads = new Loads(folder, TestDatabase.createEmpty());
        // In CockroachDB these types are STRING and INT, and unique_rowid() generates ids above 2^53.
        sql("CREATE SEQUENCE rowid START 930000000000000000");
        sql("""
                CREATE TABLE movies (id BIGINT NOT NULL DEFAULT nextval('rowid') PRIMARY KEY, title TEXT NOT NULL, year BIGINT, extract TEXT,
                thumbnail TEXT, cast_list TEXT[], genres TEXT[], thumbnail_width BIGINT, thumbnail_height BIGINT)
                """);
    }

    @Test
    void eachMovieOfTheSourceIsThereOnceWithASafeId() throws SQLException {
        oldAddAll(FILMS);
        oldAddAll(FILMS);
        loads.database().layOut();
        assertThat(loads.films()).isEqualTo(8);

        LoadResult result = loads.load(loads.file(FILMS));

        assertThat(result.films()).isEqualTo(loads.films()).isEqualTo(4);
        assertThat(result.inserted()).isEqualTo(4);
        assertThat(result.removed()).isEqualTo(8);
        assertThat(one("SELECT max(id) FROM movies")).isLessThan(1L << 53);
        assertThat(one("SELECT count(*) FROM movies WHERE natural_key IS NULL")).isZero();
    }

    @Test
    void aRowOfNoSourceIsKeptWithASafeId() throws SQLException {
        oldAddAll(FILMS);
        sql("INSERT INTO movies (title, year, cast_list) VALUES ('My Own Movie', 2001, ARRAY['Penélope Cruz'])");
        sql("INSERT INTO movies (title, year, extract) VALUES ('Carmen', 1915, 'Edited by hand.')");
        sql("INSERT INTO movies (title, year) VALUES ('My Own Movie', 2002), ('My Own Movie', 2002)");
        loads.database().layOut();

        LoadResult first = loads.load(loads.file(FILMS));
        LoadResult second = loads.load(loads.file(FILMS));

        assertThat(first.films()).isEqualTo(8);
        assertThat(second.films()).isEqualTo(loads.films()).isEqualTo(8);
        assertThat(second.inserted() + second.updated() + second.removed()).isZero();
        assertThat(
                        one(
                                "SELECT count(*) FROM movies WHERE cast_list = ARRAY['Penélope Cruz'] AND id < 9007199254740992"))
                .isEqualTo(1);
        assertThat(one("SELECT count(*) FROM movies WHERE extract = 'Edited by hand.'"))
                .isEqualTo(1);
    }

    @Test
    void aLoadOfNewerMoviesKeepsTheFormerOnes() throws SQLException {
        oldAddAll(FILMS);
        loads.database().layOut();

        loads.load(loads.file("[{\"title\": \"Caught\", \"year\": 1900}]"));

        assertThat(loads.titles()).containsExactly("Carmen", "Carmen", "Caught");
    }

    @Test
    @NeedsRealFilms
    void aTableLoadedTwiceIsCorrectedToTheRealMovies() throws SQLException {
        String real = TestFilms.readReal().toString();
        oldAddAll(real);
        oldAddAll(real);
        sql("INSERT INTO movies (title, year) VALUES ('My Own Movie', 2001)");
        loads.database().layOut();

        assertThat(loads.load(TestFilms.realSource()).films()).isEqualTo(36_274);

        assertThat(loads.films()).isEqualTo(36_274);
        assertThat(one("SELECT count(DISTINCT natural_key) FROM movies")).isEqualTo(36_274);
        assertThat(one("SELECT max(id) FROM movies")).isLessThan(1L << 53);
    }

    /** As in the old API: inserts all rows again, with empty arrays for missing ones. */
    private void oldAddAll(String films) throws SQLException {
        try (Connection connection = loads.database().dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO movies (title, year, extract, thumbnail, cast_list, genres, thumbnail_width, thumbnail_height)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """)) {
            connection.setAutoCommit(false);
            for (JsonNode film : JsonMapper.shared().readTree(films)) {
                insert.setString(1, film.get("title").asString());
                insert.setLong(2, film.get("year").asLong());
                insert.setString(3, film.path("extract").asString(null));
                insert.setString(4, film.path("thumbnail").asString(null));
                insert.setArray(
                        5,
                        connection.createArrayOf("text", texts(film.get("cast")).toArray()));
                insert.setArray(
                        6,
                        connection.createArrayOf(
                                "text", texts(film.get("genres")).toArray()));
                insert.setObject(
                        7,
                        film.has("thumbnail_width")
                                ? film.get("thumbnail_width").asLong()
                                : null);
                insert.setObject(
                        8,
                        film.has("thumbnail_height")
                                ? film.get("thumbnail_height").asLong()
                                : null);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private void sql(String statement) {
        loads.sql().sql(statement).update();
    }

    private long one(String query) {
        return loads.sql().sql(query).query(Long.class).single();
    }
}

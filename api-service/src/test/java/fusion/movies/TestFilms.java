package fusion.movies;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Movies for tests: a few that are hard to find, and all 36,273 real ones where MOVIES_FILMS names their file. */
public final class TestFilms {

    /** Relative to the repository; tests run in the folder of their module. */
    public static final Path REAL = Path.of("..")
            .resolve(System.getenv().getOrDefault("MOVIES_FILMS", "../shared/data/movies.json.gz"))
            .toAbsolutePath()
            .normalize();

    private TestFilms() {}

    public static boolean realOnesAreHere() {
        if (System.getenv("MOVIES_FILMS") != null && !Files.isReadable(REAL)) {
            throw new IllegalStateException("MOVIES_FILMS names " + REAL + ", which cannot be read.");
        }
        return Files.isReadable(REAL);
    }

    /** As the loader's source. */
    public static String realSource() {
        return REAL.toUri().toString();
    }

    public static TestDatabase hardToFind() {
        TestDatabase database = TestDatabase.create();
        insertHardToFind(database);
        return database;
    }

    public static void insertHardToFind(TestDatabase database) {
        insert(readHardToFind(), database);
    }

    public static JsonNode readHardToFind() {
        try (InputStream json = TestFilms.class.getResourceAsStream("/films.json")) {
            return JsonMapper.shared().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("films.json cannot be read.", e);
        }
    }

    public static JsonNode readReal() {
        try (GZIPInputStream json = new GZIPInputStream(Files.newInputStream(REAL))) {
            return JsonMapper.shared().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(REAL + " cannot be read.", e);
        }
    }

    public static TestDatabase real() {
        TestDatabase database = TestDatabase.create();
        insert(readReal(), database);
        return database;
    }

    public static void insert(JsonNode films, TestDatabase database) {
        try (Connection connection = database.dataSource().getConnection()) {
            insert(films, connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The movies cannot be inserted.", e);
        }
    }

    private static void insert(JsonNode films, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO movies (id, position, title, year, extract, thumbnail, thumbnail_width, thumbnail_height, href,
                                    cast_list, genres)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            int position = 0;
            for (JsonNode film : films) {
                position++;
                insert.setLong(1, position * 1_000_003L);
                insert.setLong(2, position);
                insert.setString(3, film.get("title").asString());
                insert.setLong(4, film.get("year").asLong());
                insert.setString(5, text(film, "extract"));
                insert.setString(6, text(film, "thumbnail"));
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
                insert.setString(9, text(film, "href"));
                insert.setArray(10, array(connection, texts(film.get("cast"))));
                insert.setArray(11, array(connection, texts(film.get("genres"))));
                insert.addBatch();
                if (position % 1000 == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO movies_load (fingerprint, state, started_at, updated_at)"
                    + " VALUES ('test', 'Loaded', now(), now())");
            statement.execute("INSERT INTO movies_change (change, cause, movies, changed_at)"
                    + " VALUES ('test', 'load', 1, now())");
        }
        connection.commit();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        }
    }

    private static String text(JsonNode film, String field) {
        return film.path(field).asString(null);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static java.sql.Array array(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}

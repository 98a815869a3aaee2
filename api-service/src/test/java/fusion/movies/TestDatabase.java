package fusion.movies;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Databases on a real PostgreSQL: one server for all tests, stopped when the JVM ends. */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = "movies_" + COUNT.incrementAndGet();

    private TestDatabase() {}

    /** An empty database of its own. */
    public static TestDatabase create() {
        var database = new TestDatabase();
        try (var connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database.name);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database " + database.name + " cannot be made.", e);
        }
        return database;
    }

    public DataSource dataSource() {
        return Server.INSTANCE.getDatabase("postgres", name);
    }

    /** The settings by which the service connects to it. */
    public String[] properties() {
        return new String[] {
            "movies.database.host=localhost",
            "movies.database.port=" + Server.INSTANCE.getPort(),
            "movies.database.name=" + name,
            "movies.database.user=postgres",
            "movies.database.password=unused"
        };
    }

    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException("The test server did not start.", e);
            }
        }
    }
}

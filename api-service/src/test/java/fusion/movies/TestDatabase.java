package fusion.movies;

import fusion.movies.schema.DesiredSchema;
import fusion.movies.schema.SchemaReconciler;
import fusion.movies.schema.Server;
import fusion.movies.schema.User;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Databases with the operator's schema on a real PostgreSQL: one server for all tests, stopped when the JVM ends. */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final User API = new User("movies_api", "secret");
    private static final User LOADER = new User("movies_loader", "secret");

    private final String name = "movies_" + COUNT.incrementAndGet();

    private TestDatabase() {}

    /** A new database with the tables of a stack and no movies. */
    public static TestDatabase create() {
        TestDatabase database = new TestDatabase();
        database.layOut();
        return database;
    }

    /** A new database that the service can log in to, without any table. */
    public static TestDatabase createEmpty() {
        TestDatabase database = new TestDatabase();
        try (Connection connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database.name);
            statement.execute("DO $$ BEGIN CREATE ROLE " + API.name()
                    + " LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        } catch (SQLException e) {
            throw new IllegalStateException("The test database " + database.name + " cannot be made.", e);
        }
        return database;
    }

    /** Creates the missing tables, users and grants of a stack. */
    public void layOut() {
        try {
            new SchemaReconciler(new Postgres()).reconcile(new DesiredSchema(name, API, LOADER));
        } catch (SQLException e) {
            throw new IllegalStateException("The test database " + name + " cannot be laid out.", e);
        }
    }

    /** Connects as the administrator, who may do anything. */
    public DataSource dataSource() {
        return Postgres.SERVER.getDatabase("postgres", name);
    }

    /** Connects as the user who may change movies. */
    public DataSource asLoader() {
        return Postgres.SERVER.getDatabase(LOADER.name(), name);
    }

    /** Connects as the user who may read movies and add them. */
    public DataSource asApi() {
        return Postgres.SERVER.getDatabase(API.name(), name);
    }

    /** Configures the service to connect to it, as the user who may not change movies. */
    public void register(DynamicPropertyRegistry registry) {
        register(registry, API);
    }

    /** Configures the loader to connect to it. */
    public void registerForLoader(DynamicPropertyRegistry registry) {
        register(registry, LOADER);
    }

    public int port() {
        return Postgres.SERVER.getPort();
    }

    /** The environment of a loader process. */
    public Map<String, String> loaderEnvironment() {
        return environment(LOADER);
    }

    /** The environment of a service process. */
    public Map<String, String> apiEnvironment() {
        return environment(API);
    }

    private Map<String, String> environment(User user) {
        return Map.of(
                "MOVIES_DATABASE_HOST", "localhost",
                "MOVIES_DATABASE_PORT", String.valueOf(Postgres.SERVER.getPort()),
                "MOVIES_DATABASE_NAME", name,
                "MOVIES_DATABASE_USER", user.name(),
                "MOVIES_DATABASE_PASSWORD", user.password());
    }

    private void register(DynamicPropertyRegistry registry, User user) {
        registry.add("movies.database.host", () -> "localhost");
        registry.add("movies.database.port", Postgres.SERVER::getPort);
        registry.add("movies.database.name", () -> name);
        registry.add("movies.database.user", user::name);
        registry.add("movies.database.password", user::password);
    }

    private static final class Postgres implements Server {

        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException("The test server did not start.", e);
            }
        }

        @Override
        public Connection asAdministrator(String database) throws SQLException {
            return SERVER.getDatabase("postgres", database).getConnection();
        }

        @Override
        public Connection as(User user, String database) throws SQLException {
            return SERVER.getDatabase(user.name(), database).getConnection();
        }
    }
}

package fusion.movies.schema;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/**
 * The server of the tests: their own PostgreSQL, or the one that DATABASE_URL names, such as
 * {@code jdbc:postgresql://localhost:26257/} for CockroachDB, with its administrator in DATABASE_USER and DATABASE_PASSWORD.
 */
final class TestServer implements Server {

    static final TestServer INSTANCE = new TestServer();

    private final String url;
    private final String administrator;
    private final String password;

    private TestServer() {
        String given = System.getenv("DATABASE_URL");
        url = given != null ? given : startPostgres();
        administrator = Optional.ofNullable(System.getenv("DATABASE_USER")).orElse("postgres");
        password = System.getenv("DATABASE_PASSWORD");
    }

    private static String startPostgres() {
        try {
            Path access = Files.createTempFile("pg_hba", ".conf");
            access.toFile().deleteOnExit();
            Files.writeString(access, "host all postgres all trust\nhost all all all scram-sha-256\n");
            access.toFile().setReadable(true, false);
            // It installs a shutdown hook that stops it.
            int port = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("hba_file", access.toString())
                    .start()
                    .getPort();
            return "jdbc:postgresql://localhost:" + port + "/";
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL for the tests does not start", e);
        }
    }

    @Override
    public Connection asAdministrator(String database) throws SQLException {
        return connect(database, administrator, password);
    }

    @Override
    public Connection as(User user, String database) throws SQLException {
        return connect(database, user.name(), user.password());
    }

    private Connection connect(String database, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        if (password != null) {
            properties.setProperty("password", password);
        }
        return DriverManager.getConnection(url + database, properties);
    }
}

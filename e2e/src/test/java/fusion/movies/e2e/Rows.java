package fusion.movies.e2e;

import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;

/**
 * The movies as counted in the database, bypassing the API.
 *
 * @param films number of rows of the table
 * @param keys number of distinct natural keys
 */
record Rows(long films, long keys) {

    private static final int SQL_PORT = 26257;

    static Rows of(Stack stack) {
        TestNamespace namespace = stack.namespace();
        Properties login = new Properties();
        login.setProperty("user", namespace.secretValue(stack.name() + "-db-loader", "db_user"));
        login.setProperty("password", namespace.secretValue(stack.name() + "-db-loader", "db_password"));
        login.setProperty("sslmode", "require");
        try (LocalPortForward port = namespace
                        .client()
                        .pods()
                        .inNamespace(namespace.name())
                        .withName(stack.name() + "-db-0")
                        .portForward(SQL_PORT);
                Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:%d/movies".formatted(port.getLocalPort()), login);
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT count(*), count(DISTINCT natural_key) FROM movies")) {
            row.next();
            return new Rows(row.getLong(1), row.getLong(2));
        } catch (SQLException | IOException e) {
            throw new AssertionError("The movies of %s could not be counted".formatted(stack.name()), e);
        }
    }

    long lost() {
        return Math.max(0, Films.NUMBER - keys);
    }

    long doubled() {
        return films - keys + Math.max(0, keys - Films.NUMBER);
    }
}

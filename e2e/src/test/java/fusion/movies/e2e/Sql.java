package fusion.movies.e2e;

import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Properties;

/**
 * A session as root in a stack's database, over a forwarded port, with root's certificate, as an administrator would
 * use it.
 */
final class Sql implements AutoCloseable {

    private final LocalPortForward port;
    private final Connection connection;

    private Sql(LocalPortForward port, Connection connection) {
        this.port = port;
        this.connection = connection;
    }

    /**
     * @param folder folder for the driver's certificate files
     */
    static Sql asRoot(Stack stack, Path folder) {
        Properties properties = new Properties();
        properties.setProperty("user", "root");
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslrootcert", file(stack, folder, "ca.crt"));
        properties.setProperty("sslcert", file(stack, folder, "client.root.crt"));
        properties.setProperty("sslkey", file(stack, folder, "client.root.key"));
        properties.setProperty("pemKeyAlgorithm", "EC");
        LocalPortForward port = stack.namespace()
                .client()
                .pods()
                .inNamespace(stack.namespace().name())
                .withName(stack.name() + "-db-0")
                .portForward(26257);
        try {
            return new Sql(
                    port,
                    DriverManager.getConnection(
                            "jdbc:postgresql://localhost:" + port.getLocalPort() + "/movies", properties));
        } catch (SQLException e) {
            throw new AssertionError("Root cannot log in to the database of " + stack.name(), e);
        }
    }

    void run(String statement) {
        try (Statement run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }

    long number(String query) {
        return Long.parseLong(text(query));
    }

    /** The first value of the query's result. */
    String text(String query) {
        try (Statement run = connection.createStatement();
                ResultSet row = run.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        connection.close();
        port.close();
    }

    private static String file(Stack stack, Path folder, String key) {
        String encoded = stack.namespace()
                .client()
                .secrets()
                .inNamespace(stack.namespace().name())
                .withName(stack.name() + "-db-client-root")
                .require()
                .getData()
                .get(key);
        try {
            Path file = folder.resolve(key);
            if (Files.notExists(file)) {
                // The driver refuses a key file that others can read.
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.write(file, Base64.getDecoder().decode(encoded)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

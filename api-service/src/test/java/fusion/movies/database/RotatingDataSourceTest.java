package fusion.movies.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.AbstractDataSource;

class RotatingDataSourceTest {

    @TempDir
    Path secret;

    private final Server server = new Server();
    private DataSource connections;

    @BeforeEach
    void aSecretAndAServerThatAgree() throws IOException {
        secretHolds("old");
        server.accepts = "old";
        connections = dataSource();
    }

    @Test
    void theNextConnectionUsesARotatedSecret() throws Exception {
        connections.getConnection();
        secretHolds("new");
        server.accepts = "new";

        connections.getConnection();

        assertThat(server.lastAccepted).isEqualTo("api/new");
    }

    @Test
    void theLastWorkingPasswordIsTriedUntilTheServerKnowsTheNewOne() throws Exception {
        connections.getConnection();
        secretHolds("new");

        connections.getConnection();

        assertThat(server.lastAccepted).isEqualTo("api/old");
    }

    @Test
    void theLastWorkingPasswordIsTriedWhileTheSecretIsMissing() throws Exception {
        connections.getConnection();
        Files.delete(secret.resolve("db_password"));

        connections.getConnection();

        assertThat(server.lastAccepted).isEqualTo("api/old");
    }

    @Test
    void aConnectionWaitsForTheNewPasswordIfTheServerKnowsItFirst() throws Exception {
        connections.getConnection();
        server.accepts = "new";
        assertThatThrownBy(connections::getConnection).hasMessage("password authentication failed");
        secretHolds("new");

        connections.getConnection();

        assertThat(server.lastAccepted).isEqualTo("api/new");
    }

    @Test
    void anUnreachableServerIsTriedOnce() throws Exception {
        connections.getConnection();
        secretHolds("new");
        server.away = true;

        assertThatThrownBy(connections::getConnection).hasMessage("connection refused");
        assertThat(server.attempts).isEqualTo(2);
    }

    @Test
    void aSecretThatNeverExistedIsReported() throws Exception {
        Files.delete(secret.resolve("db_user"));

        assertThatThrownBy(connections::getConnection)
                .hasMessageContaining(secret.resolve("db_user").toString())
                .hasMessageContaining("mount a Secret with the keys db_user and db_password");
    }

    private DataSource dataSource() {
        return new RotatingDataSource(
                server, Logins.of(new DatabaseProperties("localhost", 5432, "movies", null, secret, null, null)));
    }

    private void secretHolds(String password) throws IOException {
        Files.writeString(secret.resolve("db_user"), "api\n");
        Files.writeString(secret.resolve("db_password"), password + "\n");
    }

    private static final class Server extends AbstractDataSource {

        String accepts;
        String lastAccepted;
        boolean away;
        int attempts;

        @Override
        public Connection getConnection() {
            throw new UnsupportedOperationException("The pool never connects without a login.");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            attempts++;
            if (away) {
                throw new SQLException("connection refused", "08001");
            }
            if (!accepts.equals(password)) {
                throw new SQLException("password authentication failed", "28P01");
            }
            lastAccepted = user + "/" + password;
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> null);
        }
    }
}

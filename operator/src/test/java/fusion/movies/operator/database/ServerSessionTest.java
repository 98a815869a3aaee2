package fusion.movies.operator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fusion.movies.schema.Server;
import fusion.movies.schema.User;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ServerSessionTest {

    private static EmbeddedPostgres postgres;

    private final ServerSession session = new ServerSession(new Server() {

        @Override
        public Connection asAdministrator(String database) throws SQLException {
            return postgres.getDatabase("postgres", database).getConnection();
        }

        @Override
        public Connection as(User user, String database) throws SQLException {
            return asAdministrator(database);
        }
    });

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void stepsShareAConnection() throws SQLException {
        try (session) {
            assertThat(process("postgres")).isEqualTo(process("postgres")).isNotEqualTo(process("template1"));
        }
    }

    @Test
    void aPasswordIsTestedOnASeparateConnection() throws SQLException {
        try (session;
                Connection connection = session.as(new User("films", "secret"), "postgres")) {
            assertThat(process("postgres")).isNotEqualTo(process(connection));
        }
    }

    @Test
    void aBrokenConnectionIsReplaced() throws SQLException {
        try (session) {
            int first = process("postgres");
            assertThatThrownBy(() -> ask("SELECT pg_terminate_backend(pg_backend_pid())"))
                    .isInstanceOf(SQLException.class);

            assertThat(process("postgres")).isNotEqualTo(first);
        }
    }

    @Test
    void itsConnectionsAreClosedWithIt() throws SQLException {
        int process = process("postgres");

        session.close();

        await("the end of its process")
                .until(() -> ask("SELECT count(*) FROM pg_stat_activity WHERE pid = " + process) == 0);
        session.close();
    }

    private int process(String database) throws SQLException {
        try (Connection connection = session.asAdministrator(database)) {
            return process(connection);
        }
    }

    private static int process(Connection connection) throws SQLException {
        return ask(connection, "SELECT pg_backend_pid()");
    }

    private int ask(String query) throws SQLException {
        try (Connection connection = session.asAdministrator("postgres")) {
            return ask(connection, query);
        }
    }

    private static int ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }
}

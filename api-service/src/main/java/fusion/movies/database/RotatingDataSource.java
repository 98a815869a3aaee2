package fusion.movies.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Opens each connection with the Secret's current login. Secret and server do not change at the same instant; while
 * they differ, the login that worked last is tried, too.
 */
class RotatingDataSource extends AbstractDataSource {

    private final DataSource server;
    private final Logins logins;
    private final AtomicReference<Login> lastAccepted = new AtomicReference<>();

    RotatingDataSource(DataSource server, Logins logins) {
        this.server = server;
        this.logins = logins;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Login last = lastAccepted.get();
        Login current;
        try {
            current = logins.current();
        } catch (IOException unreadable) {
            if (last == null) {
                throw new SQLException(
                        "The database login cannot be read from %s: mount a Secret with the keys db_user and db_password there."
                                .formatted(unreadable.getMessage()),
                        "28000",
                        unreadable);
            }
            return open(last);
        }
        try {
            return open(current);
        } catch (SQLException refused) {
            if (last == null || last.equals(current) || !isLoginRefused(refused)) {
                throw refused;
            }
            return open(last);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return server.getConnection(user, password);
    }

    private Connection open(Login login) throws SQLException {
        Connection connection = server.getConnection(login.user(), login.password());
        lastAccepted.set(login);
        return connection;
    }

    // SQL state class 28: invalid authorization.
    private static boolean isLoginRefused(SQLException refused) {
        return refused.getSQLState() != null && refused.getSQLState().startsWith("28");
    }
}

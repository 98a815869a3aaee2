package fusion.movies.operator.database;

import fusion.movies.schema.Server;
import fusion.movies.schema.User;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import org.postgresql.ds.PGPooledConnection;

/**
 * A server for the duration of one reconciliation, which logs in to each database once, because a login costs both
 * sides more than the queries. Closing a connection keeps it open for the next step, with its session settings; a
 * broken one is replaced. Steps run one after another, so they never share a connection concurrently.
 */
public final class ServerSession implements Server, AutoCloseable {

    private final Server server;
    private final Map<String, PooledConnection> open = new HashMap<>();

    ServerSession(Server server) {
        this.server = server;
    }

    @Override
    public Connection asAdministrator(String database) throws SQLException {
        PooledConnection kept = open.get(database);
        if (kept == null) {
            kept = new PGPooledConnection(server.asAdministrator(database), true);
            kept.addConnectionEventListener(new Broken(database));
            open.put(database, kept);
        }
        return kept.getConnection();
    }

    /** Not kept, because it tests whether a password is right. */
    @Override
    public Connection as(User user, String database) throws SQLException {
        return server.as(user, database);
    }

    @Override
    public void close() {
        for (PooledConnection connection : open.values()) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It is broken: there is nothing left to close.
            }
        }
        open.clear();
    }

    @Override
    public String toString() {
        return server.toString();
    }

    private final class Broken implements ConnectionEventListener {

        private final String database;

        private Broken(String database) {
            this.database = database;
        }

        @Override
        public void connectionClosed(ConnectionEvent event) {
            // Closed by its step; it stays open for the next one.
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            open.remove(database);
        }
    }
}

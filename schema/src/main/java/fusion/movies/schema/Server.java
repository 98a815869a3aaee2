package fusion.movies.schema;

import java.sql.Connection;
import java.sql.SQLException;

/** Connects to a database server. */
public interface Server {

    /** A connection of the administrator (root) to one of the server's databases. */
    Connection asAdministrator(String database) throws SQLException;

    /** A connection of another user, by password. */
    Connection as(User user, String database) throws SQLException;
}

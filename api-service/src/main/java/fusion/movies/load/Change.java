package fusion.movies.load;

import fusion.movies.schema.DataVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** A row of {@code movies_change}, which tells readers that the movies have changed. */
final class Change {

    private Change() {}

    static void note(Connection connection, String cause, long movies) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(DataVersion.INSERT)) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setString(2, cause);
            insert.setLong(3, movies);
            insert.executeUpdate();
        }
    }
}

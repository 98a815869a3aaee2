package fusion.movies.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Quotes identifiers and literals in SQL. */
final class Sql {

    private Sql() {}

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** One statement per transaction: CockroachDB requires it for schema changes. */
    static void run(Connection connection, String sql) throws SQLException {
        run(connection, sql, sql);
    }

    static void run(Connection connection, String sql, String shownAs) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException("The database refused '" + shownAs + "': " + e.getMessage(), e.getSQLState(), e);
        }
    }
}

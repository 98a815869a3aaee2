package fusion.movies.schema;

import static fusion.movies.schema.Sql.identifier;
import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The table of the users that a stack has or had. */
final class Users {

    private final Connection connection;

    Users(Connection connection) {
        this.connection = connection;
    }

    /** Notes the users that were there before the stack: they lose its grants one day, and are not dropped. */
    List<String> noteAndFindPrevious(DesiredSchema desired) throws SQLException {
        Set<String> noted = noted().keySet();
        for (String name : desired.userNames().values()) {
            if (!noted.contains(name)) {
                Sql.run(
                        connection,
                        "INSERT INTO movies_user (name, made_here) VALUES (" + Sql.literal(name)
                                + ", 0) ON CONFLICT (name) DO NOTHING");
            }
        }
        return previous(noted, desired);
    }

    List<String> previous(DesiredSchema desired) throws SQLException {
        return previous(noted().keySet(), desired);
    }

    private static List<String> previous(Set<String> noted, DesiredSchema desired) {
        Collection<String> current = desired.userNames().values();
        return noted.stream().filter(name -> !current.contains(name)).toList();
    }

    void retire(String name, String database) throws SQLException {
        String role = identifier(name);
        boolean isThere = isThere(name);
        if (isThere) {
            for (String table : tablesGrantedTo(name)) {
                Sql.run(connection, "REVOKE ALL ON TABLE " + table + " FROM " + role);
            }
            Sql.run(connection, "REVOKE ALL ON SCHEMA public FROM " + role);
            Sql.run(connection, "REVOKE ALL ON DATABASE " + identifier(database) + " FROM " + role);
            if (noted().get(name)) {
                Sql.run(connection, "DROP ROLE " + role);
            }
        }
        Sql.run(connection, "DELETE FROM movies_user WHERE name = " + Sql.literal(name));
    }

    private List<String> tablesGrantedTo(String name) throws SQLException {
        Set<String> own = Stream.concat(Tables.ALL.stream(), FormerLayout.TABLES.stream())
                .map(Table::name)
                .collect(toSet());
        Set<String> granted = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT table_name FROM information_schema.table_privileges WHERE table_schema = 'public' AND grantee = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    if (own.contains(row.getString(1))) {
                        granted.add(row.getString(1));
                    }
                }
            }
        }
        return List.copyOf(granted);
    }

    private boolean isThere(String name) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private Map<String, Boolean> noted() throws SQLException {
        Map<String, Boolean> noted = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT name, made_here FROM movies_user");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                noted.put(row.getString(1), row.getLong(2) == 1);
            }
        }
        return noted;
    }
}

package fusion.movies.schema;

import static fusion.movies.schema.Sql.identifier;
import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Access to the table of users that a stack has or had. */
final class Users {

    /** What a column of the table says of a user. */
    private static final long MADE_HERE = 1;

    /** Created here, and kept after the stack named another: it has objects or privileges outside the stack's database. */
    private static final long LEFT = 2;

    private final Connection connection;

    Users(Connection connection) {
        this.connection = connection;
    }

    /**
     * Former users of the stack.
     *
     * @param left those that could not be dropped
     */
    record Former(List<String> previous, List<String> left) {}

    /** Records the users that existed before the stack: they are never dropped, only lose its grants. */
    Former noteAndFindFormer(DesiredSchema desired) throws SQLException {
        Map<String, Long> noted = noted();
        for (String name : desired.userNames().values()) {
            if (!noted.containsKey(name)) {
                Sql.run(
                        connection,
                        "INSERT INTO movies_user (name, made_here) VALUES (" + Sql.literal(name)
                                + ", 0) ON CONFLICT (name) DO NOTHING");
            }
        }
        noted.keySet().removeAll(desired.userNames().values());
        List<String> left = new ArrayList<>();
        for (String name : named(noted, true)) {
            if (isThere(name)) {
                left.add(name);
            } else {
                forget(name);
            }
        }
        return new Former(named(noted, false), List.copyOf(left));
    }

    List<String> previous(DesiredSchema desired) throws SQLException {
        Map<String, Long> noted = noted();
        noted.keySet().removeAll(desired.userNames().values());
        return named(noted, false);
    }

    private static List<String> named(Map<String, Long> users, boolean left) {
        return users.entrySet().stream()
                .filter(user -> (user.getValue() == LEFT) == left)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** @return false if the user could not be dropped */
    boolean retire(String name, String database) throws SQLException {
        String role = identifier(name);
        boolean isThere = isThere(name);
        if (isThere) {
            for (String table : tablesGrantedTo(name)) {
                Sql.run(connection, "REVOKE ALL ON TABLE " + table + " FROM " + role);
            }
            Sql.run(connection, "REVOKE ALL ON SCHEMA public FROM " + role);
            Sql.run(connection, "REVOKE ALL ON DATABASE " + identifier(database) + " FROM " + role);
            if (Long.valueOf(MADE_HERE).equals(noted().get(name)) && !drop(role)) {
                Sql.run(
                        connection,
                        "UPDATE movies_user SET made_here = " + LEFT + " WHERE name = " + Sql.literal(name));
                return false;
            }
        }
        forget(name);
        return true;
    }

    /** @return false if objects depend on the role */
    private boolean drop(String role) throws SQLException {
        try {
            Sql.run(connection, "DROP ROLE " + role);
            return true;
        } catch (SQLException e) {
            if (SchemaReconciler.IS_DEPENDED_ON.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private void forget(String name) throws SQLException {
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

    private Map<String, Long> noted() throws SQLException {
        Map<String, Long> noted = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT name, made_here FROM movies_user");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                noted.put(row.getString(1), row.getLong(2));
            }
        }
        return noted;
    }
}

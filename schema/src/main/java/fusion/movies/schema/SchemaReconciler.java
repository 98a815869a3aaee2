package fusion.movies.schema;

import static fusion.movies.schema.Sql.identifier;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.util.PasswordUtil;

/** Migrates a database from any state to a stack's desired schema; stateless between calls. */
public final class SchemaReconciler {

    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String REFUSED_LOGIN = "28";

    /** An object of the user depends on it, such as a view. */
    static final String IS_DEPENDED_ON = "2BP01";

    /** A lock is held, or a schema change job of CockroachDB is running. */
    private static final Set<String> NOT_NOW = Set.of("55P03", "55000");

    /**
     * Changes of roles and tables wait for other sessions' open transactions, on CockroachDB indefinitely. Shorter
     * than the operator's socket timeout, so that the server cancels the statement, too.
     */
    private static final Duration LIMIT = Duration.ofSeconds(100);

    /** The second pass sees what only exists after the first, such as a new user's privileges. */
    private static final int ROUNDS = 3;

    private final Server server;
    private final String limit;

    public SchemaReconciler(Server server) {
        this(server, LIMIT);
    }

    SchemaReconciler(Server server, Duration limit) {
        this.server = server;
        this.limit = "SET statement_timeout = '" + limit.toSeconds() + "s'";
    }

    /** Creates what is missing and revokes excess privileges. Without differences it costs a few small queries over one connection. */
    public SchemaReport reconcile(DesiredSchema desired) throws SQLException {
        List<String> applied = new ArrayList<>();
        try (Connection connection = connectOrCreate(desired, applied)) {
            Sql.run(connection, limit);
            SchemaPlan plan = SchemaPlan.between(Catalog.read(connection, desired), desired);
            for (int round = 0; round < ROUNDS && !plan.statements().isEmpty(); round++) {
                for (String statement : plan.statements()) {
                    Sql.run(connection, statement);
                    applied.add(statement);
                }
                plan = SchemaPlan.between(Catalog.read(connection, desired), desired);
            }
            List<String> untouched = new ArrayList<>(plan.untouched());
            plan.statements()
                    .forEach(
                            statement -> untouched.add(
                                    "The database accepted '" + statement
                                            + "' but still differs; find out what reverts it, or run it as the server's administrator."));
            Users.Former former = new Users(connection).noteAndFindFormer(desired);
            return new SchemaReport(
                    List.copyOf(applied), List.copyOf(untouched), plan.leftovers(), former.previous(), former.left());
        }
    }

    /**
     * Sets a user's password if a login with it fails: stored passwords are salted, so there is no other way to compare.
     *
     * @return whether it had to be set
     */
    public boolean ensurePassword(User user, String database) throws SQLException {
        if (logsIn(user, database)) {
            return false;
        }
        try (Connection connection = server.asAdministrator(database)) {
            Sql.run(connection, limit);
            String verifier = PasswordUtil.encodeScramSha256(user.password().toCharArray());
            String alter = "ALTER ROLE " + identifier(user.name()) + " PASSWORD ";
            Sql.run(connection, alter + Sql.literal(verifier), alter + "…");
        }
        return true;
    }

    public boolean logsIn(User user, String database) throws SQLException {
        try (Connection connection = server.as(user, database)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith(REFUSED_LOGIN)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Ends the users that the stack had before a rename: drops those it created, and revokes the stack's grants from
     * those that existed before. A user with objects or privileges elsewhere stays, without the stack's grants. Call
     * this once nothing logs in as them any more.
     *
     * @return those that could not be dropped
     */
    public List<String> retire(DesiredSchema desired) throws SQLException {
        try (Connection connection = server.asAdministrator(desired.database())) {
            Sql.run(connection, limit);
            Users users = new Users(connection);
            List<String> left = new ArrayList<>();
            for (String name : users.previous(desired)) {
                if (!users.retire(name, desired.database())) {
                    left.add(name);
                }
            }
            return left;
        }
    }

    /**
     * Drops what earlier revisions created. Call this once no API pod of an earlier revision runs any more: it reads what is dropped here.
     *
     * @return the statements that were run. What has to wait is dropped by a later call; what the user has built upon stays
     */
    public List<String> dropLeftovers(DesiredSchema desired) throws SQLException {
        List<String> dropped = new ArrayList<>();
        try (Connection connection = server.asAdministrator(desired.database())) {
            // A DROP that waits for a long reader blocks all later readers.
            Sql.run(connection, "SET lock_timeout = '2s'");
            Sql.run(connection, limit);
            for (String drop : FormerLayout.drops(Catalog.read(connection, desired))) {
                try {
                    Sql.run(connection, drop);
                    dropped.add(drop);
                } catch (SQLException e) {
                    if (NOT_NOW.contains(e.getSQLState())) {
                        break;
                    }
                    if (!IS_DEPENDED_ON.equals(e.getSQLState())) {
                        throw e;
                    }
                }
            }
            // The server may lend the same connection again.
            Sql.run(connection, "RESET lock_timeout");
        }
        return dropped;
    }

    private Connection connectOrCreate(DesiredSchema desired, List<String> applied) throws SQLException {
        try {
            Connection connection = server.asAdministrator(desired.database());
            if (databaseIsThere(connection)) {
                return connection;
            }
            connection.close();
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
        }
        String create = "CREATE DATABASE " + identifier(desired.database());
        try (Connection connection = server.asAdministrator(desired.maintenanceDatabase())) {
            Sql.run(connection, create);
        }
        applied.add(create);
        return server.asAdministrator(desired.database());
    }

    /** CockroachDB may accept a connection to a database that does not exist. */
    private static boolean databaseIsThere(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT 1 FROM pg_catalog.pg_database WHERE datname = current_database()")) {
            return row.next();
        }
    }
}

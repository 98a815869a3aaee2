package fusion.movies.operator.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of CockroachDB that the nodes run, and their cluster.
 *
 * @param version such as {@code v25.4.14}
 * @param clusterId CockroachDB's cluster id
 */
record EngineInfo(String version, String clusterId) {

    private static final Pattern COCKROACH = Pattern.compile("CockroachDB \\S+ (v\\S+)");
    private static final Pattern POSTGRES = Pattern.compile("PostgreSQL [0-9.]+");
    private static final Pattern MAJOR = Pattern.compile("v(\\d+)\\..*");
    /** From this major version on, a session must enable access to CockroachDB's internals. */
    private static final int GUARDED_INTERNALS = 26;

    /** The engine and its version, such as {@code v25.4.14} or {@code PostgreSQL 15.18}. */
    static String version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return version(statement);
        }
    }

    static EngineInfo read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String version = version(statement);
            allowInternals(statement, version);
            return new EngineInfo(version, first(statement, "SELECT crdb_internal.cluster_id()::TEXT"));
        }
    }

    private static String version(Statement statement) throws SQLException {
        return version(first(statement, "SELECT version()"));
    }

    private static void allowInternals(Statement statement, String version) throws SQLException {
        Matcher major = MAJOR.matcher(version);
        if (major.matches() && Integer.parseInt(major.group(1)) < GUARDED_INTERNALS) {
            return;
        }
        try {
            statement.execute("SET allow_unsafe_internals = on");
        } catch (SQLException e) {
            if (major.matches()) {
                throw e;
            }
            // Other engines do not have the setting.
        }
    }

    static String version(String sentence) {
        Matcher cockroach = COCKROACH.matcher(sentence);
        if (cockroach.find()) {
            return cockroach.group(1);
        }
        Matcher postgres = POSTGRES.matcher(sentence);
        return postgres.find() ? postgres.group() : sentence;
    }

    private static String first(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}

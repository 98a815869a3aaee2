package fusion.movies.operator.database;

import fusion.movies.operator.database.Member.Members;
import fusion.movies.operator.database.Member.Membership;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CockroachDB cluster's view of itself, from tables and columns that exist since v22.1. Each statement has a
 * timeout: one that touches a range without quorum would never return.
 */
final class ClusterState {

    private static final String LIMIT = "SET statement_timeout = '20s'";

    /** Liveness lists every node that ever joined; gossip has the addresses, and forgets nodes that are gone. */
    private static final String MEMBERS = """
            SELECT l.node_id, n.address, COALESCE(n.is_live, false), l.membership, l.draining
            FROM crdb_internal.kv_node_liveness AS l LEFT JOIN crdb_internal.gossip_nodes AS n ON l.node_id = n.node_id
            ORDER BY l.node_id""";

    private static final String RANGES = """
            SELECT start_pretty, array_length(replicas, 1)
            FROM crdb_internal.ranges_no_leases ORDER BY 1""";

    private static final String REPLICAS =
            "SELECT count(*) FROM crdb_internal.ranges_no_leases WHERE %d = ANY(replicas)";

    private static final String ZONES = "SELECT target, raw_config_sql FROM crdb_internal.zones";

    private static final String ACTIVE_VERSION =
            "SELECT value FROM crdb_internal.cluster_settings WHERE variable = 'version'";

    private final Connection connection;

    /** Cached, because several steps of a reconciliation need it and none changes it. */
    private @Nullable Members members;

    private ClusterState(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param connection an administrator's session that can read CockroachDB's internals
     */
    static ClusterState over(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LIMIT);
        }
        return new ClusterState(connection);
    }

    Members members() throws SQLException {
        if (members == null) {
            members = new Members(rows(
                    MEMBERS,
                    row -> new Member(
                            row.getInt(1),
                            row.getString(2),
                            row.getBoolean(3),
                            Membership.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                            row.getBoolean(5))));
        }
        return members;
    }

    /** Number of ranges with a replica on a node. */
    int replicasOn(int node) throws SQLException {
        return rows(REPLICAS.formatted(node), row -> row.getInt(1)).getFirst();
    }

    List<Replication.Range> ranges() throws SQLException {
        return rows(RANGES, row -> new Replication.Range(row.getString(1), row.getInt(2)));
    }

    List<ZoneConfiguration> zones() throws SQLException {
        return rows(ZONES, row -> new ZoneConfiguration(row.getString(1), row.getString(2)));
    }

    /** Version of the data, as the cluster reports it; empty for an engine that has none. */
    Optional<String> activeVersion() throws SQLException {
        return rows(ACTIVE_VERSION, row -> row.getString(1)).stream().findFirst();
    }

    /** The version of the responding node's binary. */
    String executableVersion() throws SQLException {
        return rows("SELECT crdb_internal.node_executable_version()", row -> row.getString(1))
                .getFirst();
    }

    void executeSlowly(String sql) throws SQLException {
        execute("SET statement_timeout = '100s'");
        try {
            execute(sql);
        } finally {
            execute(LIMIT);
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private <T> List<T> rows(String query, Reader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                rows.add(reader.read(row));
            }
        }
        return rows;
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}

package fusion.movies.operator.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * One PostgreSQL for all stacks of the tests, each with its own database. It has what the operator asks CockroachDB
 * for by name: root, {@code defaultdb} and the cluster's id. {@link DatabaseNode} in front of it decides who may log
 * in as root.
 */
final class Postgres implements AutoCloseable {

    static final String CLUSTER_ID = "7b1d5a0c-8f52-4f0e-9a56-0b6f3f7a2c11";

    /**
     * What the operator reads about a cluster, in CockroachDB's columns. One per stack, since each has its own cluster.
     */
    private static final List<String> CLUSTER_TABLES = List.of(
            "kv_node_liveness (node_id bigint PRIMARY KEY, draining boolean, membership text)",
            "gossip_nodes (node_id bigint PRIMARY KEY, address text, is_live boolean)",
            "ranges_no_leases (start_pretty text, replicas bigint[])",
            "zones (target text, raw_config_sql text)",
            "cluster_settings (variable text, value text)");

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static Postgres start() {
        try {
            Path access = Files.createTempFile("pg_hba", ".conf");
            access.toFile().deleteOnExit();
            Files.writeString(access, "host all postgres,root all trust\nhost all all all scram-sha-256\n");
            access.toFile().setReadable(true, false);
            Postgres started = new Postgres(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    // Otherwise autovacuum would check two databases per stack every minute.
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("hba_file", access.toString())
                    .start());
            started.execute("template1", "CREATE SCHEMA crdb_internal");
            started.execute("template1", "GRANT USAGE ON SCHEMA crdb_internal TO public");
            started.execute(
                    "template1",
                    "CREATE FUNCTION crdb_internal.cluster_id() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT '"
                            + CLUSTER_ID + "'::uuid $$");
            for (String table : CLUSTER_TABLES) {
                started.execute("template1", "CREATE TABLE crdb_internal." + table);
            }
            started.execute(
                    "template1",
                    "CREATE FUNCTION crdb_internal.node_executable_version() RETURNS text LANGUAGE sql STABLE AS"
                            + " $$ SELECT value FROM crdb_internal.cluster_settings WHERE variable = 'executable' $$");
            started.execute("postgres", "CREATE ROLE root LOGIN SUPERUSER");
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL for the tests does not start", e);
        }
    }

    /** The database that a client finds as {@code defaultdb} on a stack's nodes. */
    static String maintenanceDatabase(String stack) {
        return "defaultdb_" + stack;
    }

    void createMaintenanceDatabase(String stack) {
        execute("postgres", "CREATE DATABASE " + maintenanceDatabase(stack));
    }

    int port() {
        return server.getPort();
    }

    /** As the server's administrator, bypassing every {@link DatabaseNode}. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port() + "/" + database, "postgres", null);
    }

    void execute(String database, String statement) {
        try (Connection connection = connect(database);
                Statement running = connection.createStatement()) {
            running.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

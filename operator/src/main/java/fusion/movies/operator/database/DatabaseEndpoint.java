package fusion.movies.operator.database;

import fusion.movies.crd.ExternalDatabase;
import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.stack.StackNames;

/** The database of a stack. The only place that distinguishes its own nodes from an external server. */
public sealed interface DatabaseEndpoint {

    /** Host for pods of the stack. */
    String host();

    int port();

    /** Name of the Secret with the CA certificate, key {@code ca.crt}. */
    String authoritySecret();

    /** The database to connect to before the stack's database exists. */
    String maintenanceDatabase();

    /** Nodes that the operator runs. */
    record OwnNodes(StackNames names) implements DatabaseEndpoint {

        @Override
        public String host() {
            return names.databaseHost();
        }

        @Override
        public int port() {
            return NodeAddresses.SQL_PORT;
        }

        @Override
        public String authoritySecret() {
            return names.authority();
        }

        @Override
        public String maintenanceDatabase() {
            // Both CockroachDB and PostgreSQL have it from the start.
            return "postgres";
        }
    }

    /** An external server. */
    record External(ExternalDatabase spec) implements DatabaseEndpoint {

        @Override
        public String host() {
            return spec.host();
        }

        @Override
        public int port() {
            return spec.port();
        }

        @Override
        public String authoritySecret() {
            return spec.caSecretRef().name();
        }

        @Override
        public String maintenanceDatabase() {
            return spec.maintenanceDatabase();
        }
    }

    static DatabaseEndpoint of(MoviesStack stack) {
        ExternalDatabase external = stack.getSpec().database().external();
        return external == null ? new OwnNodes(StackNames.of(stack)) : new External(external);
    }
}

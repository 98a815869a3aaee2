package fusion.movies.operator.nodes;

import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The addresses of a stack's own database, as seen from the operator. */
public interface NodeAddresses {

    int SQL_PORT = 26257;
    int HTTP_PORT = 8080;

    /** A host, named in the nodes' certificate, and a port. */
    record Address(String host, int port) {}

    /** SQL, on any node that is ready. */
    Address sql(StackNames stack);

    /** SQL of one node, ready or not. */
    Address sql(StackNames stack, int ordinal);

    /** Health and metrics of one node, ready or not. */
    Address http(StackNames stack, int ordinal);

    /** In the cluster: through the Services. */
    static NodeAddresses byService() {
        return new NodeAddresses() {

            @Override
            public Address sql(StackNames stack) {
                return new Address(stack.databaseHost(), SQL_PORT);
            }

            @Override
            public Address sql(StackNames stack, int ordinal) {
                return new Address(stack.nodeHost(ordinal), SQL_PORT);
            }

            @Override
            public Address http(StackNames stack, int ordinal) {
                return new Address(stack.nodeHost(ordinal), HTTP_PORT);
            }
        };
    }

    /** Outside the cluster, for instance in an IDE: through forwarded ports; SQL through the first node's. */
    static NodeAddresses byForwardedPort(KubernetesClient client) {
        return new ForwardedPorts(client);
    }

    /** Keeps each port forwarded until the connection breaks. */
    final class ForwardedPorts implements NodeAddresses {

        private record Target(StackNames stack, int ordinal, int port) {}

        private final KubernetesClient client;
        private final Map<Target, LocalPortForward> forwards = new ConcurrentHashMap<>();

        private ForwardedPorts(KubernetesClient client) {
            this.client = client;
        }

        @Override
        public Address sql(StackNames stack) {
            return sql(stack, 0);
        }

        @Override
        public Address sql(StackNames stack, int ordinal) {
            return to(new Target(stack, ordinal, SQL_PORT));
        }

        @Override
        public Address http(StackNames stack, int ordinal) {
            return to(new Target(stack, ordinal, HTTP_PORT));
        }

        private Address to(Target target) {
            LocalPortForward open = forwards.compute(target, (key, forward) -> {
                if (forward != null && forward.isAlive() && !forward.errorOccurred()) {
                    return forward;
                }
                close(forward);
                return client.pods()
                        .inNamespace(target.stack().namespace())
                        .withName(target.stack().databasePod(target.ordinal()))
                        .portForward(target.port());
            });
            return new Address("localhost", open.getLocalPort());
        }

        private static void close(LocalPortForward forward) {
            if (forward != null) {
                try {
                    forward.close();
                } catch (IOException e) {
                    throw new UncheckedIOException("A forwarded port could not be closed", e);
                }
            }
        }
    }
}

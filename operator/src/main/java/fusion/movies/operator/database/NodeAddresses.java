package fusion.movies.operator.database;

import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How a stack's own database is reached from where the operator runs. */
@FunctionalInterface
public interface NodeAddresses {

    /** A host, named in the nodes' certificate, and a port. */
    record Address(String host, int port) {}

    Address to(StackNames stack);

    /** In the cluster: by the Service. */
    static NodeAddresses byService() {
        return stack -> new Address(stack.databaseHost(), DatabasePods.SQL_PORT);
    }

    /** Outside of it, as from an IDE: by a port forwarded to the first node. */
    static NodeAddresses byForwardedPort(KubernetesClient client) {
        Map<StackNames, LocalPortForward> forwards = new ConcurrentHashMap<>();
        return stack -> {
            LocalPortForward open = forwards.compute(stack, (key, forward) -> {
                if (forward != null && forward.isAlive() && !forward.errorOccurred()) {
                    return forward;
                }
                close(forward);
                return client.pods()
                        .inNamespace(stack.namespace())
                        .withName(stack.databasePod(0))
                        .portForward(DatabasePods.SQL_PORT);
            });
            return new Address("localhost", open.getLocalPort());
        };
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

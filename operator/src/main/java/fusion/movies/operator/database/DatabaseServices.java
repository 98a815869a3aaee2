package fusion.movies.operator.database;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;

/** Builds the Services for nodes and clients, and the PodDisruptionBudget. */
final class DatabaseServices {

    private DatabaseServices() {}

    /** Publishes each node's address, ready or not, because nodes must be resolvable before the cluster exists. */
    static Service nodes(MoviesStack stack) {
        return service(stack, StackNames.of(stack).database())
                .editSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .endSpec()
                .build();
    }

    static Service clients(MoviesStack stack) {
        return service(stack, StackNames.of(stack).databasePublic()).build();
    }

    static PodDisruptionBudget disruptionBudget(MoviesStack stack) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Metadata.of(stack, StackNames.of(stack).database(), Labels.DATABASE))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(Labels.selector(stack, Labels.DATABASE))
                .endSelector()
                .endSpec()
                .build();
    }

    private static ServiceBuilder service(MoviesStack stack, String name) {
        return new ServiceBuilder()
                .withMetadata(Metadata.of(stack, name, Labels.DATABASE))
                .withNewSpec()
                .withSelector(Labels.selector(stack, Labels.DATABASE))
                .withPorts(port("sql", NodeAddresses.SQL_PORT), port("http", NodeAddresses.HTTP_PORT))
                .endSpec();
    }

    private static ServicePort port(String name, int number) {
        return new ServicePortBuilder()
                .withName(name)
                .withPort(number)
                .withProtocol("TCP")
                .withTargetPort(new IntOrString(name))
                .build();
    }
}

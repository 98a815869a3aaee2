package fusion.movies.operator.database;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus.DatabaseStatus;
import fusion.movies.operator.certificates.Certificates;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.nodes.NodeMetricsReader;
import fusion.movies.operator.stack.Observation;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The step of the stack's own CockroachDB nodes. */
public final class Database {

    private final Setting setting;

    /**
     * @param operatorNamespace absent if the operator runs outside the cluster
     */
    public Database(
            String defaultImage,
            String clusterDomain,
            @Nullable String operatorNamespace,
            NodeAddresses addresses,
            Clock clock) {
        setting = new Setting(
                defaultImage,
                clusterDomain,
                operatorNamespace,
                addresses,
                new RollingRestart(new NodeMetricsReader(addresses)),
                clock);
    }

    /** Dependencies common to all stacks. */
    record Setting(
            String defaultImage,
            String clusterDomain,
            @Nullable String operatorNamespace,
            NodeAddresses addresses,
            RollingRestart roll,
            Clock clock) {}

    /**
     * What later steps need to know about the database.
     *
     * @param server to be closed at the end of the reconciliation; empty while none responds
     */
    public record Observed(StepResult result, Optional<ServerSession> server, DatabaseStatus status)
            implements Observation {}

    public Observed reconcile(MoviesStack stack, Certificates.Issued certificates, StackObjects objects) {
        return new DatabaseRound(setting, stack, certificates, objects).run();
    }
}

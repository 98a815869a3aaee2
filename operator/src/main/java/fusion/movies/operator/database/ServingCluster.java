package fusion.movies.operator.database;

import fusion.movies.crd.FinalizeUpgrade;
import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.database.Member.Members;
import fusion.movies.operator.pods.PodDiagnosis;
import fusion.movies.operator.pods.PodState;
import fusion.movies.operator.stack.Failures;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A cluster that responds to SQL: how it differs from the spec, and the next step. */
final class ServingCluster {

    /** The others know a ready node within seconds. */
    private static final Duration JOINING = Duration.ofMinutes(1);

    /** Up-replication of system ranges may lag; nothing waits for it. */
    private static final Duration STRAGGLING = Duration.ofMinutes(10);

    private static final Duration SOAK = Duration.ofMinutes(10);

    /**
     * The nodes as Kubernetes reports them.
     *
     * @param shape their desired shape
     * @param image their desired image
     * @param pods the pods that stay
     * @param ready the number of ready pods in the StatefulSet's status
     */
    record Nodes(StatefulSet set, Shape shape, String image, List<Pod> pods, int ready) {

        boolean allRun(String wanted) {
            return ready == shape.nodes()
                    && pods.stream().allMatch(pod -> DatabasePods.image(pod).equals(wanted));
        }

        /** Whether the last pod became ready at least this long ago. */
        boolean allReadySince(Instant then) {
            return pods.stream()
                    .allMatch(pod -> PodState.isReady(pod)
                            && !PodState.readySince(pod).orElse(Instant.EPOCH).isAfter(then));
        }
    }

    private final MoviesStack stack;
    private final StackNames names;
    private final Nodes nodes;
    private final ClusterState cluster;
    private final Optional<String> active;
    private final StackObjects objects;
    private final Clock clock;

    /** Information for the user that needs no action. */
    private String remark = "";

    ServingCluster(MoviesStack stack, Nodes nodes, ClusterState cluster, StackObjects objects, Clock clock)
            throws SQLException {
        this.stack = stack;
        names = StackNames.of(stack);
        this.nodes = nodes;
        this.cluster = cluster;
        active = cluster.activeVersion();
        this.objects = objects;
        this.clock = clock;
    }

    String remark() {
        return remark;
    }

    /** The new record for the claims: the image once every node runs it. */
    Remembered remembered(Remembered before, String clusterId) {
        Remembered now = before.withCluster(clusterId).withShape(nodes.shape()).withVersion(active);
        return nodes.allRun(nodes.image()) ? now.withImage(nodes.image()) : now;
    }

    /** A node that is ready but unknown to the responding cluster: there are two clusters, and clients reach either. */
    Optional<StepResult> stranger(String clusterId) throws SQLException {
        if (nodes.shape().mode() == Shape.Mode.SINGLE_NODE) {
            return Optional.empty();
        }
        Members members = cluster.members();
        List<Pod> ready = nodes.pods().stream().filter(PodState::isReady).toList();
        List<Pod> strangers = ready.stream()
                .filter(pod -> members.of(pod.getMetadata().getName()).isEmpty())
                .toList();
        if (strangers.isEmpty()) {
            return Optional.empty();
        }
        String pod = strangers.getFirst().getMetadata().getName();
        Instant then = clock.instant().minus(JOINING);
        if (strangers.stream()
                .allMatch(one -> PodState.readySince(one).orElse(Instant.EPOCH).isAfter(then))) {
            String joining = pod + " is ready and is joining the others.";
            return Optional.of(
                    ready.size() - strangers.size() >= nodes.shape().majority()
                            ? new StepResult.Changing("Joining", joining)
                            : new StepResult.Waiting("Joining", joining));
        }
        return Optional.of(new StepResult.Failed(
                "SeveralClusters",
                pod + " is ready but not a member of the cluster " + clusterId
                        + ", which the other nodes form: its volume holds a separate cluster. If that one has no "
                        + "movies, delete its claim " + DatabasePods.DATA + "-" + pod
                        + " and its pod; it then joins the others."));
    }

    /**
     * The changes in progress, the first one first.
     *
     * @param rolling progress of the restarts
     */
    Optional<StepResult> underWay(Membership membership, VolumeClaims claims, Optional<StepResult> rolling)
            throws SQLException {
        if (!claims.left().isEmpty()) {
            return Optional.of(new StepResult.Changing(
                    "Decommissioning",
                    "Node " + names.databasePod(claims.firstLeft())
                            + " has left the cluster; its pod and its volume are being removed."));
        }
        Optional<StepResult> members = membership.step(DatabasePods.image(nodes.set()), claims, nodes.pods(), cluster);
        if (members.isPresent()) {
            return members;
        }
        Optional<StepResult> refusedZone = raiseReplicas();
        if (refusedZone.isPresent()) {
            return refusedZone;
        }
        Optional<StepResult> missing =
                nodes.ready() < nodes.shape().nodes() ? Optional.of(missing(rolling.isPresent())) : Optional.empty();
        if (missing.filter(StepResult::isStalled).isPresent()) {
            return missing;
        }
        Optional<StepResult> changing = rolling.or(() -> missing);
        if (changing.isPresent()) {
            return changing.map(this::withUncheckedImage);
        }
        Optional<StepResult> replicating = replicating();
        return replicating.isPresent() ? replicating : finalizing();
    }

    /**
     * @param restarting whether a missing pod was deleted for a restart: then a former failure to create it is not
     *     reported
     */
    private StepResult missing(boolean restarting) {
        String count = nodes.ready() + " of " + nodes.shape().inWords() + " ready; the database serves.";
        return new PodDiagnosis(objects, "database.resources")
                .of(nodes.set(), restarting ? 0 : nodes.shape().nodes(), nodes.pods())
                .<StepResult>map(problem -> new StepResult.Hindered(problem.reason(), count + " " + problem.message()))
                .orElseGet(() -> new StepResult.Changing(
                        "NodesMissing",
                        count + License.advice(stack, nodes.shape().nodes())));
    }

    /** Adds a warning while nodes change to an image of unknown version. */
    private StepResult withUncheckedImage(StepResult result) {
        return nodes.pods().stream()
                .map(DatabasePods::image)
                .filter(old -> !old.equals(nodes.image()))
                .map(old -> ImageChange.of(old, nodes.image(), active.flatMap(Version::of)))
                .filter(ImageChange.Unknown.class::isInstance)
                .findFirst()
                .<StepResult>map(unknown -> new StepResult.Changing(
                        result.reason(), result.message() + " " + ((ImageChange.Unknown) unknown).remark()))
                .orElse(result);
    }

    /** A single node keeps one replica of all data, and so would a cluster that started as one. */
    private Optional<StepResult> raiseReplicas() throws SQLException {
        if (nodes.shape().nodes() < ZoneConfiguration.REPLICAS) {
            return Optional.empty();
        }
        for (String statement : ZoneConfiguration.raised(cluster.zones())) {
            try {
                cluster.execute(statement);
            } catch (SQLException e) {
                return Optional.of(new StepResult.Hindered(
                        "ReplicasNotRaised",
                        "Part of the data has only one replica although there are "
                                + nodes.shape().inWords() + ". The database refused: " + statement + " ("
                                + Failures.words(e) + "). Run it manually as root."));
            }
        }
        return Optional.empty();
    }

    private Optional<StepResult> replicating() throws SQLException {
        if (nodes.shape().nodes() < ZoneConfiguration.REPLICAS) {
            return Optional.empty();
        }
        Replication replication = Replication.of(cluster.ranges(), nodes.shape().nodes());
        if (replication.isComplete()) {
            return Optional.empty();
        }
        if (replication.lacksSystemsAlone()
                && nodes.allReadySince(clock.instant().minus(STRAGGLING))) {
            remark = replication.stragglers();
            return Optional.empty();
        }
        return Optional.of(new StepResult.Changing("Replicating", "Replicating: " + replication.progress()));
    }

    /** An upgrade is finalized when it has soaked, or when the user requests it. */
    private Optional<StepResult> finalizing() throws SQLException {
        if (active.isEmpty()) {
            return Optional.empty();
        }
        String executable = cluster.executableVersion();
        if (executable.equals(active.get())) {
            return Optional.empty();
        }
        String state = "The nodes run " + executable + ", but the data are still at " + active.get() + ". ";
        if (stack.getSpec().database().finalizeUpgrade() == FinalizeUpgrade.Manual) {
            return Optional.of(new StepResult.Done(
                    "UpgradeNotFinalized",
                    nodes.shape().inWords() + " ready. " + state
                            + "Set database.finalizeUpgrade to Automatic to finalize the upgrade; until then "
                            + "database.image can be rolled back."));
        }
        if (!nodes.allReadySince(clock.instant().minus(SOAK))) {
            return Optional.of(new StepResult.Changing(
                    "UpgradeSoaking",
                    state + "The upgrade is finalized when all nodes have been ready for " + SOAK.toMinutes()
                            + " minutes; until then database.image can be rolled back."));
        }
        Upgrade.finalizeNow(cluster, active.get(), executable);
        return Optional.of(new StepResult.Changing("UpgradeFinalizing", state + "The upgrade is being finalized."));
    }
}

package fusion.movies.operator.database;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus.DatabaseStatus;
import fusion.movies.crd.NodeSettings;
import fusion.movies.operator.certificates.Certificates;
import fusion.movies.operator.database.Database.Observed;
import fusion.movies.operator.database.DatabaseServer.Administrator;
import fusion.movies.operator.network.NetworkPolicies;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.pods.PodDiagnosis;
import fusion.movies.operator.pods.PodProblem;
import fusion.movies.operator.stack.Failures;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepException;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.stack.Writes;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reconciliation of a stack's own nodes: the current state, the next change, and what the nodes report. */
final class DatabaseRound {

    private static final String MAINTENANCE_DATABASE = "defaultdb";

    private final Database.Setting setting;
    private final MoviesStack stack;
    private final Certificates.Issued certificates;
    private final StackObjects objects;
    private final StackNames names;
    private final Writes writes = new Writes();
    private final VolumeClaims claims;
    private final Optional<StatefulSet> before;
    private final Remembered remembered;
    private final NodePlan plan;
    private final Membership membership;

    /** The desired image of the nodes: the spec's, unless it cannot read the data. */
    private String image;

    /** The plan's, unless it could not be recorded. */
    private Shape shape;

    /** Size of the volumes: the spec's, unless they cannot be expanded to it. */
    private Quantity size;

    DatabaseRound(Database.Setting setting, MoviesStack stack, Certificates.Issued certificates, StackObjects objects) {
        this.setting = setting;
        this.stack = stack;
        this.certificates = certificates;
        this.objects = objects;
        names = StackNames.of(stack);
        claims = VolumeClaims.of(objects);
        before = objects.own(StatefulSet.class, names.database());
        remembered = claims.remembered(before);
        NodeSettings settings = stack.getSpec().database().nodeSettings();
        plan = NodePlan.of(settings.nodes(), remembered, before.map(Shape::of), claims.firstLeft());
        membership = new Membership(stack, plan, objects, setting.clusterDomain(), setting.clock(), writes);
        image = wantedImage();
        shape = plan.shape();
        size = settings.storage().size();
    }

    Observed run() {
        if (plan instanceof NodePlan.Refused refused) {
            writes.note(new StepResult.Hindered(refused.reason(), refused.message()));
        }
        checkImage();
        boolean isWritten = remember(remembered.hasCluster() ? remembered.withShape(shape) : remembered);
        if (!isWritten) {
            // Write-ahead: a change must be recorded on the claims before it is made, or a later stack would resume
            // from a wrong state.
            shape = before.map(Shape::of).orElse(shape);
        }
        if (before.isPresent() && !templateSize(before.get()).equals(size)) {
            return resize(before.get());
        }
        writes.attempt(() -> objects.apply(DatabaseServices.nodes(stack)));
        writes.attempt(() -> objects.apply(DatabaseServices.clients(stack)));
        disruptionBudget();
        NetworkPolicies.bring(NetworkPolicies.database(stack, setting.operatorNamespace()), stack, writes, objects);
        Optional<StatefulSet> set = writes.attempt(() -> {
                    claims.checkNames(stack, shape.nodes(), objects);
                    return objects.apply(DatabasePods.statefulSet(
                            stack, shape, image, setting.clusterDomain(), DatabasePods.certificateOf(before), size));
                })
                .or(() -> before);
        if (isWritten) {
            writes.attempt(() -> set.map(this::removeLeft));
        }
        Observed observed = set.map(this::observe)
                .orElseGet(() -> new Observed(starting(0), Optional.empty(), status(Optional.empty(), null)));
        return new Observed(writes.beside(observed.result()), observed.server(), observed.status());
    }

    /**
     * The spec's image; else the one that the cluster on the volumes had or its nodes have: neither a new operator nor
     * a re-created StatefulSet must upgrade a database unasked.
     */
    private String wantedImage() {
        return Optional.ofNullable(stack.getSpec().database().image())
                .or(remembered::image)
                .or(() -> before.map(DatabasePods::image))
                .orElse(setting.defaultImage());
    }

    private void checkImage() {
        Optional<String> present = before.map(DatabasePods::image).or(remembered::image);
        if (!remembered.hasCluster() || present.isEmpty() || present.get().equals(image)) {
            return;
        }
        ImageCheck check = new ImageCheck(writes);
        if (before.isEmpty()
                || readyNodes(before.get()) < Shape.of(before.get()).majority()) {
            image = check.whileAway(present.get(), image, remembered.version());
            return;
        }
        try (Connection connection = server().asAdministrator(MAINTENANCE_DATABASE)) {
            image = check.whileServing(present.get(), image, connection);
        } catch (SQLException e) {
            check.unanswered(present.get(), e);
            image = present.get();
        }
    }

    /**
     * Records the current and the intended state of the cluster on the claims.
     *
     * @return false if recording failed; a volume that cannot be expanded is recorded nevertheless
     */
    private boolean remember(Remembered now) {
        try {
            claims.apply(stack, now, objects);
            return true;
        } catch (StepException e) {
            writes.note(e.result());
            size = before.map(DatabaseRound::templateSize).orElse(size);
            return true;
        } catch (KubernetesClientException e) {
            writes.note(Failures.of(e));
            size = before.map(DatabaseRound::templateSize).orElse(size);
            return false;
        }
    }

    /** Claim templates are immutable: the StatefulSet is deleted with its pods orphaned, and the next reconciliation re-creates it. */
    private Observed resize(StatefulSet set) {
        objects.remove(set, DeletionPropagation.ORPHAN);
        String message = "The volumes are resized; the StatefulSet is re-created without restarting its pods.";
        StepResult result = readyNodes(set) < shape.majority()
                ? new StepResult.Waiting("Resizing", message)
                : new StepResult.Changing("Resizing", message);
        return new Observed(result, Optional.empty(), status(Optional.of(set), null));
    }

    private void disruptionBudget() {
        if (shape.nodes() > 1) {
            writes.attempt(() -> objects.apply(DatabaseServices.disruptionBudget(stack)));
        } else {
            objects.remove(PodDisruptionBudget.class, names.database());
        }
    }

    /**
     * Removes what decommissioned nodes leave behind: first the pod, whose process does not exit by itself, then the
     * claim; otherwise a new node of that name would start on a store that the cluster rejects.
     */
    private StatefulSet removeLeft(StatefulSet set) {
        for (PersistentVolumeClaim claim : claims.left()) {
            int ordinal = StackNames.ordinal(claim);
            if (set.getSpec().getReplicas() > ordinal) {
                continue;
            }
            pods().stream()
                    .filter(pod -> StackNames.ordinal(pod) == ordinal)
                    .forEach(pod ->
                            objects.client().resource(pod).withGracePeriod(0).delete());
            if (claims.doNotCount(ordinal) && claim.getMetadata().getDeletionTimestamp() == null) {
                objects.client().resource(claim).delete();
            }
        }
        return set;
    }

    private Observed observe(StatefulSet set) {
        List<Pod> staying = pods().stream()
                .filter(pod -> StackNames.ordinal(pod) < shape.nodes())
                .sorted(Comparator.comparingInt(StackNames::ordinal))
                .toList();
        Optional<StepResult> rolling = writes.attempt(() -> setting.roll()
                        .step(
                                stack,
                                set,
                                shape,
                                staying,
                                !membership.isChanging(),
                                certificates.root().authority(),
                                objects))
                .flatMap(result -> result);
        int ready = readyNodes(set);
        if (ready == 0) {
            initialise();
        }
        if (ready < shape.majority()) {
            return observed(set, notEnough(set, ready), null, null);
        }
        DatabaseServer server = server();
        try (Connection connection = server.asAdministrator(MAINTENANCE_DATABASE)) {
            return serving(new ServingCluster.Nodes(set, shape, image, staying, ready), rolling, server, connection);
        } catch (SQLException e) {
            StepResult result = new StepResult.Waiting(
                    "Unreachable", "The nodes are ready, but the operator cannot log in: " + Failures.words(e));
            return observed(set, result, null, null);
        }
    }

    private Observed serving(
            ServingCluster.Nodes nodes, Optional<StepResult> rolling, DatabaseServer server, Connection connection)
            throws SQLException {
        EngineInfo engine = EngineInfo.read(connection);
        Optional<StepResult> licenseProblem = License.apply(stack, connection, objects);
        List<String> known = remembered.clusterIds();
        if (!known.isEmpty() && !known.equals(List.of(engine.clusterId()))) {
            return observed(nodes.set(), otherCluster(known, engine), null, engine);
        }
        StepResult found;
        try {
            ServingCluster cluster =
                    new ServingCluster(stack, nodes, ClusterState.over(connection), objects, setting.clock());
            Optional<StepResult> stranger = cluster.stranger(engine.clusterId());
            if (stranger.isPresent()) {
                return observed(nodes.set(), stranger.get(), stranger.get().works() ? server : null, engine);
            }
            remember(cluster.remembered(remembered, engine.clusterId()));
            found = cluster.underWay(membership, claims, rolling).orElseGet(() -> done(engine, cluster.remark()));
        } catch (SQLException e) {
            if (!remembered.hasCluster()) {
                // The cluster's existence must be recorded in any case, so that no second one is initialized.
                remember(remembered.withCluster(engine.clusterId()).withShape(shape));
            }
            found = new StepResult.Changing(
                    "ClusterNotRead",
                    "The database serves, but the cluster's system tables could not be read; the operator retries: "
                            + Failures.words(e));
        }
        return observed(nodes.set(), licenseProblem.orElse(found), server, engine);
    }

    private static StepResult otherCluster(List<String> known, EngineInfo engine) {
        return new StepResult.Failed(
                "OtherCluster",
                "The volumes belong to the CockroachDB cluster " + String.join(", ", known) + ", but cluster "
                        + engine.clusterId() + " responds: a volume was emptied or replaced. Restore it, or "
                        + "delete the claims of this stack to start over without their data.");
    }

    private StepResult done(EngineInfo engine, String remark) {
        return new StepResult.Done(
                "NodesReady",
                shape.inWords() + " ready, " + engine.version() + "." + License.advice(stack, shape.nodes()) + remark);
    }

    /** Initializes a cluster of waiting nodes exactly once: never if a volume already belongs to a cluster. */
    private void initialise() {
        boolean firstNodeRuns = pods().stream()
                .anyMatch(pod -> pod.getMetadata().getName().equals(names.databasePod(0))
                        && pod.getStatus() != null
                        && "Running".equals(pod.getStatus().getPhase()));
        if (shape.mode() == Shape.Mode.CLUSTER
                && !remembered.hasCluster()
                && firstNodeRuns
                && objects.find(Job.class, names.databaseInit()).isEmpty()) {
            writes.attempt(() -> objects.apply(InitJob.job(stack, image, setting.clusterDomain())));
        }
    }

    private StepResult notEnough(StatefulSet set, int ready) {
        PodDiagnosis diagnosis = new PodDiagnosis(objects, "database.resources");
        return StorageProblem.of(claims, objects)
                .or(() -> diagnosis.of(set, shape.nodes(), pods()))
                .or(() -> objects.find(Job.class, names.databaseInit())
                        .flatMap(job -> InitJob.problem(job, objects.all(Pod.class, Labels.DATABASE_INIT), diagnosis)))
                .map(PodProblem::failed)
                .orElseGet(() -> starting(ready));
    }

    private StepResult starting(int ready) {
        String sentence = ready + " of " + shape.inWords() + " ready";
        return new StepResult.Waiting(
                "Starting", sentence + (shape.nodes() == 1 ? "." : "; " + shape.majority() + " are needed."));
    }

    private List<Pod> pods() {
        return objects.all(Pod.class, Labels.DATABASE);
    }

    private DatabaseServer server() {
        NodeAddresses.Address address = setting.addresses().sql(names);
        return new DatabaseServer(
                address.host(),
                address.port(),
                certificates.root().authority(),
                new Administrator.WithCertificate(
                        "root",
                        certificates.root().certificate(),
                        certificates.root().key()));
    }

    private Observed observed(
            StatefulSet set, StepResult result, @Nullable DatabaseServer server, @Nullable EngineInfo engine) {
        return new Observed(
                result, Optional.ofNullable(server).map(ServerSession::new), status(Optional.of(set), engine));
    }

    private DatabaseStatus status(Optional<StatefulSet> set, @Nullable EngineInfo engine) {
        int ready = set.map(DatabaseRound::readyNodes).orElse(0);
        return new DatabaseStatus(
                shape.nodes(),
                ready,
                ready + "/" + shape.nodes(),
                engine == null ? null : engine.version(),
                engine == null ? null : engine.clusterId(),
                claims.largest().map(Quantity::toString).orElse(null),
                certificates.expires().toString());
    }

    private static int readyNodes(StatefulSet set) {
        return set.getStatus() == null || set.getStatus().getReadyReplicas() == null
                ? 0
                : set.getStatus().getReadyReplicas();
    }

    private static Quantity templateSize(StatefulSet set) {
        return Objects.requireNonNull(set.getSpec()
                .getVolumeClaimTemplates()
                .getFirst()
                .getSpec()
                .getResources()
                .getRequests()
                .get("storage"));
    }
}

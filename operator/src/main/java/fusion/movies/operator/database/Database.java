package fusion.movies.operator.database;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus.DatabaseStatus;
import fusion.movies.operator.certificates.Certificates;
import fusion.movies.operator.certificates.RootCertificate;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.pods.PodDiagnosis;
import fusion.movies.operator.pods.PodProblem;
import fusion.movies.operator.stack.Failures;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Observation;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.stack.Writes;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** CockroachDB nodes of the stack's own. */
public final class Database {

    private static final String MAINTENANCE_DATABASE = "defaultdb";

    private final String defaultImage;
    private final String clusterDomain;
    private final NodeAddresses addresses;

    public Database(String defaultImage, String clusterDomain, NodeAddresses addresses) {
        this.defaultImage = defaultImage;
        this.clusterDomain = clusterDomain;
        this.addresses = addresses;
    }

    /**
     * What later steps need of the database.
     *
     * @param server empty as long as nothing answers
     */
    public record Observed(StepResult result, Optional<DatabaseServer> server, DatabaseStatus status)
            implements Observation {}

    public Observed reconcile(MoviesStack stack, Certificates.Issued certificates, StackObjects objects) {
        StackNames names = StackNames.of(stack);
        Writes writes = new Writes();
        VolumeClaims claims = VolumeClaims.of(objects);
        Optional<StatefulSet> before = objects.own(StatefulSet.class, names.database());
        Quantity size = size(stack, claims, before, writes, objects);
        if (before.isPresent() && !templateSize(before.get()).equals(size)) {
            return resize(stack, before.get(), claims, objects);
        }
        writes.attempt(() -> objects.apply(DatabaseServices.nodes(stack)));
        writes.attempt(() -> objects.apply(DatabaseServices.clients(stack)));
        disruptionBudget(stack, writes, objects);
        String image = image(stack, before);
        Optional<StatefulSet> set = writes.attempt(() -> {
                    claims.checkNames(stack, objects);
                    return objects.apply(DatabasePods.statefulSet(
                            stack, image, clusterDomain, DatabasePods.certificateOf(before), size));
                })
                .or(() -> before);
        Observed observed = set.map(found -> observe(stack, found, image, claims, certificates.root(), writes, objects))
                .orElseGet(() -> new Observed(
                        starting(stack, 0), Optional.empty(), status(stack, Optional.empty(), claims, null)));
        return new Observed(writes.beside(observed.result()), observed.server(), observed.status());
    }

    /** Size of the volumes: that of the spec, unless they cannot grow to it. */
    private static Quantity size(
            MoviesStack stack, VolumeClaims claims, Optional<StatefulSet> before, Writes writes, StackObjects objects) {
        Quantity wanted = stack.getSpec().database().storage().size();
        return writes.attempt(() -> claims.apply(stack, null, objects)).isPresent()
                ? wanted
                : before.map(Database::templateSize).orElse(wanted);
    }

    /** A claim template cannot be changed: the StatefulSet is removed, its pods stay, and the next round makes it again. */
    private static Observed resize(MoviesStack stack, StatefulSet set, VolumeClaims claims, StackObjects objects) {
        objects.remove(set, DeletionPropagation.ORPHAN);
        String message = "The volumes get another size; the StatefulSet is made again around its pods.";
        StepResult result = readyNodes(Optional.of(set)) < majority(stack)
                ? new StepResult.Waiting("Resizing", message)
                : new StepResult.Changing("Resizing", message);
        return new Observed(result, Optional.empty(), status(stack, Optional.of(set), claims, null));
    }

    private static void disruptionBudget(MoviesStack stack, Writes writes, StackObjects objects) {
        if (stack.getSpec().database().nodes() > 1) {
            writes.attempt(() -> objects.apply(DatabaseServices.disruptionBudget(stack)));
        } else {
            objects.remove(PodDisruptionBudget.class, StackNames.of(stack).database());
        }
    }

    private Observed observe(
            MoviesStack stack,
            StatefulSet set,
            String image,
            VolumeClaims claims,
            RootCertificate root,
            Writes writes,
            StackObjects objects) {
        int ready = readyNodes(Optional.of(set));
        if (ready == 0) {
            initialise(stack, image, claims, writes, objects);
        }
        if (ready < majority(stack)) {
            return observed(stack, set, notEnough(stack, set, ready, claims, objects), claims, null, null);
        }
        DatabaseServer server = server(stack, root);
        EngineInfo engine;
        Optional<StepResult> licenseProblem;
        try (Connection connection = server.asAdministrator(MAINTENANCE_DATABASE)) {
            engine = EngineInfo.read(connection, true);
            licenseProblem = License.apply(stack, connection, objects);
        } catch (SQLException e) {
            StepResult result = new StepResult.Waiting(
                    "Unreachable", "The nodes are ready, and yet the operator cannot log in: " + Failures.words(e));
            return observed(stack, set, result, claims, null, null);
        }
        List<String> known = claims.clusterIds();
        if (!known.isEmpty() && !known.equals(List.of(engine.clusterId()))) {
            return observed(stack, set, otherCluster(known, engine), claims, null, engine);
        }
        writes.attempt(() -> claims.apply(stack, engine.clusterId(), objects));
        StepResult result = licenseProblem.orElseGet(() -> serving(stack, ready, engine));
        return observed(stack, set, result, claims, server, engine);
    }

    private static StepResult otherCluster(List<String> known, EngineInfo engine) {
        return new StepResult.Failed(
                "OtherCluster",
                "The volumes were made by the CockroachDB cluster " + String.join(", ", known) + ", but "
                        + engine.clusterId() + " answers: a volume was emptied or replaced. Restore it, or delete"
                        + " the claims of this stack to begin again without their data.");
    }

    private static StepResult serving(MoviesStack stack, int ready, EngineInfo engine) {
        int wanted = stack.getSpec().database().nodes();
        String advice = wanted > 1 && stack.getSpec().database().licenseSecretRef() == null ? License.ADVICE : "";
        return ready == wanted
                ? new StepResult.Done("NodesReady", nodeCount(wanted) + " ready, " + engine.version() + "." + advice)
                : new StepResult.Changing(
                        "NodesMissing", ready + " of " + nodeCount(wanted) + " ready; the database serves." + advice);
    }

    /** Joins waiting nodes to a cluster, once: never where a volume already belongs to one. */
    private void initialise(MoviesStack stack, String image, VolumeClaims claims, Writes writes, StackObjects objects) {
        StackNames names = StackNames.of(stack);
        boolean firstNodeRuns = objects.all(Pod.class, Labels.DATABASE).stream()
                .anyMatch(pod -> pod.getMetadata().getName().equals(names.databasePod(0))
                        && pod.getStatus() != null
                        && "Running".equals(pod.getStatus().getPhase()));
        if (stack.getSpec().database().nodes() > 1
                && claims.clusterIds().isEmpty()
                && firstNodeRuns
                && objects.find(Job.class, names.databaseInit()).isEmpty()) {
            writes.attempt(() -> objects.apply(InitJob.job(stack, image, clusterDomain)));
        }
    }

    private static StepResult notEnough(
            MoviesStack stack, StatefulSet set, int ready, VolumeClaims claims, StackObjects objects) {
        PodDiagnosis diagnosis = new PodDiagnosis(objects, "database.resources");
        return StorageProblem.of(claims, objects)
                .or(() ->
                        diagnosis.of(set, stack.getSpec().database().nodes(), objects.all(Pod.class, Labels.DATABASE)))
                .or(() -> objects.find(Job.class, StackNames.of(stack).databaseInit())
                        .flatMap(job -> InitJob.problem(job, objects.all(Pod.class, Labels.DATABASE_INIT), diagnosis)))
                .map(PodProblem::failed)
                .orElseGet(() -> starting(stack, ready));
    }

    private static StepResult starting(MoviesStack stack, int ready) {
        int wanted = stack.getSpec().database().nodes();
        String sentence = ready + " of " + nodeCount(wanted) + " ready";
        return new StepResult.Waiting(
                "Starting", sentence + (wanted == 1 ? "." : "; " + majority(stack) + " are needed."));
    }

    private DatabaseServer server(MoviesStack stack, RootCertificate root) {
        NodeAddresses.Address address = addresses.sql(StackNames.of(stack));
        return new DatabaseServer(
                address.host(),
                address.port(),
                root.authority(),
                new DatabaseServer.Administrator("root", null, root.certificate(), root.key()));
    }

    /** The image of the spec; else the one that the nodes have, so that a new operator does not upgrade a database unasked. */
    private String image(MoviesStack stack, Optional<StatefulSet> before) {
        return Optional.ofNullable(stack.getSpec().database().image())
                .or(() -> before.map(set -> set.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage()))
                .orElse(defaultImage);
    }

    private static Observed observed(
            MoviesStack stack,
            StatefulSet set,
            StepResult result,
            VolumeClaims claims,
            DatabaseServer server,
            EngineInfo engine) {
        return new Observed(result, Optional.ofNullable(server), status(stack, Optional.of(set), claims, engine));
    }

    private static DatabaseStatus status(
            MoviesStack stack, Optional<StatefulSet> set, VolumeClaims claims, EngineInfo engine) {
        int wanted = stack.getSpec().database().nodes();
        int ready = readyNodes(set);
        return new DatabaseStatus(
                wanted,
                ready,
                ready + "/" + wanted,
                engine == null ? null : engine.version(),
                engine == null ? null : engine.clusterId(),
                claims.largest().map(Quantity::toString).orElse(null));
    }

    private static int readyNodes(Optional<StatefulSet> set) {
        return set.map(StatefulSet::getStatus)
                .map(status -> status.getReadyReplicas())
                .orElse(0);
    }

    private static Quantity templateSize(StatefulSet set) {
        return set.getSpec()
                .getVolumeClaimTemplates()
                .getFirst()
                .getSpec()
                .getResources()
                .getRequests()
                .get("storage");
    }

    private static int majority(MoviesStack stack) {
        return stack.getSpec().database().nodes() / 2 + 1;
    }

    private static String nodeCount(int nodes) {
        return nodes + (nodes == 1 ? " node" : " nodes");
    }
}

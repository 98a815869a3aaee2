package fusion.movies.operator.database;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus.DatabaseStatus;
import fusion.movies.operator.certificates.Certificates;
import fusion.movies.operator.certificates.RootCertificate;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.PodProblem;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObject;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Second step: CockroachDB nodes of the stack's own. */
public final class Database {

    private static final String MAINTENANCE_DATABASE = "defaultdb";

    private final String defaultImage;
    private final String clusterDomain;
    private final Route route;
    private final StackObject<Service> nodes = new StackObject<>(Service.class, StackNames::database);
    private final StackObject<Service> clients = new StackObject<>(Service.class, StackNames::databasePublic);
    private final StackObject<PodDisruptionBudget> disruptionBudget =
            new StackObject<>(PodDisruptionBudget.class, StackNames::database);
    private final StackObject<StatefulSet> statefulSet = new StackObject<>(StatefulSet.class, StackNames::database);
    private final StackObject<Job> init = new StackObject<>(Job.class, StackNames::databaseInit);

    public Database(String defaultImage, String clusterDomain, Route route) {
        this.defaultImage = defaultImage;
        this.clusterDomain = clusterDomain;
        this.route = route;
    }

    /** The objects, for their event sources. */
    public List<StackObject<?>> objects() {
        return List.of(nodes, clients, disruptionBudget, statefulSet, init);
    }

    /**
     * What later steps need of the database.
     *
     * @param server null as long as nothing answers
     */
    public record Observed(StepResult result, DatabaseServer server, DatabaseStatus status) {}

    public Observed reconcile(MoviesStack stack, Certificates.Issued certificates, Context<MoviesStack> context) {
        VolumeClaims claims = VolumeClaims.of(context);
        try {
            claims.apply(stack, null, context);
        } catch (KubernetesClientException e) {
            return observed(
                    stack,
                    statefulSet.find(stack, context),
                    StepResult.failed("VolumeNotChanged", "A volume claim could not be changed: " + e.getMessage()),
                    null,
                    null);
        }
        if (replaceWhereSizeChanged(stack, context)) {
            return observed(
                    stack,
                    Optional.empty(),
                    StepResult.waiting("Resizing", "The volumes grow; the StatefulSet is made anew around its pods."),
                    null,
                    null);
        }
        nodes.apply(DatabaseServices.nodes(stack), stack, context);
        clients.apply(DatabaseServices.clients(stack), stack, context);
        if (stack.getSpec().database().nodes() > 1) {
            disruptionBudget.apply(DatabaseServices.disruptionBudget(stack), stack, context);
        } else {
            disruptionBudget.remove(stack, context);
        }
        String image = image(stack, context);
        StatefulSet set = statefulSet.apply(
                DatabasePods.statefulSet(stack, image, clusterDomain, certificates.nodeFingerprint()), stack, context);
        return observe(stack, set, claims, certificates.root(), context);
    }

    private Observed observe(
            MoviesStack stack,
            StatefulSet set,
            VolumeClaims claims,
            RootCertificate root,
            Context<MoviesStack> context) {
        int wanted = stack.getSpec().database().nodes();
        int ready = readyNodes(Optional.of(set));
        if (ready == 0) {
            initialise(stack, claims, context);
        }
        if (ready < majority(wanted)) {
            return observed(stack, Optional.of(set), notEnough(stack, ready, wanted, claims, context), null, null);
        }
        DatabaseServer server = server(stack, root);
        EngineInfo engine;
        Optional<StepResult> licenseProblem;
        try (Connection connection = server.asAdministrator(MAINTENANCE_DATABASE)) {
            engine = EngineInfo.read(connection, true);
            licenseProblem = License.apply(stack, connection, context.getClient());
        } catch (SQLException | KubernetesClientException e) {
            StepResult result = StepResult.waiting(
                    "Unreachable", "The nodes are ready, and yet the operator cannot log in: " + e.getMessage());
            return observed(stack, Optional.of(set), result, null, null);
        }
        List<String> known = claims.clusterIds();
        if (!known.isEmpty() && !known.equals(List.of(engine.clusterId()))) {
            StepResult result = StepResult.failed(
                    "OtherCluster",
                    "The volumes were made by the CockroachDB cluster " + String.join(", ", known) + ", but "
                            + engine.clusterId() + " answers: a volume was emptied or replaced. Restore it, or delete"
                            + " the claims of this stack to begin anew without their data.");
            return observed(stack, Optional.of(set), result, null, engine);
        }
        claims.apply(stack, engine.clusterId(), context);
        StepResult result = licenseProblem.orElseGet(() -> serving(stack, ready, wanted, engine));
        return observed(stack, Optional.of(set), result, server, engine);
    }

    private static StepResult serving(MoviesStack stack, int ready, int wanted, EngineInfo engine) {
        String advice = wanted > 1 && stack.getSpec().database().licenseSecretRef() == null ? License.ADVICE : "";
        return ready == wanted
                ? StepResult.done("NodesReady", nodeCount(wanted) + " ready, " + engine.version() + "." + advice)
                : StepResult.done(
                        "NodesMissing", ready + " of " + nodeCount(wanted) + " ready; the database serves." + advice);
    }

    /** Joins waiting nodes to a cluster, once: never where a volume already belongs to one. */
    private void initialise(MoviesStack stack, VolumeClaims claims, Context<MoviesStack> context) {
        boolean firstNodeRuns = pods(context).stream()
                .anyMatch(pod ->
                        pod.getMetadata().getName().equals(StackNames.of(stack).databasePod(0))
                                && "Running".equals(pod.getStatus().getPhase()));
        if (stack.getSpec().database().nodes() > 1
                && claims.clusterIds().isEmpty()
                && firstNodeRuns
                && init.find(stack, context).isEmpty()) {
            init.apply(InitJob.job(stack, image(stack, context), clusterDomain), stack, context);
        }
    }

    private StepResult notEnough(
            MoviesStack stack, int ready, int wanted, VolumeClaims claims, Context<MoviesStack> context) {
        Optional<PodProblem> problem = StorageProblem.of(claims, context).or(() -> PodProblem.firstOf(pods(context)));
        if (problem.isPresent()) {
            return StepResult.failed(problem.get().reason(), problem.get().message());
        }
        String sentence = ready + " of " + nodeCount(wanted) + " ready";
        return StepResult.waiting(
                "Starting", sentence + (wanted == 1 ? "." : "; " + majority(wanted) + " are needed."));
    }

    /** A claim template cannot be changed: the StatefulSet is removed, its pods stay, and the next round makes it anew. */
    private boolean replaceWhereSizeChanged(MoviesStack stack, Context<MoviesStack> context) {
        Quantity wanted = stack.getSpec().database().storage().size();
        Optional<StatefulSet> outdated = statefulSet
                .find(stack, context)
                .filter(set -> !set.getSpec()
                        .getVolumeClaimTemplates()
                        .getFirst()
                        .getSpec()
                        .getResources()
                        .getRequests()
                        .get("storage")
                        .equals(wanted));
        outdated.ifPresent(set -> context.getClient()
                .resource(set)
                .withPropagationPolicy(DeletionPropagation.ORPHAN)
                .delete());
        return outdated.isPresent();
    }

    private DatabaseServer server(MoviesStack stack, RootCertificate root) {
        Route.Address address = route.to(StackNames.of(stack));
        return new DatabaseServer(
                address.host(),
                address.port(),
                root.authority(),
                new DatabaseServer.Administrator("root", null, root.certificate(), root.key()));
    }

    /** The image of the spec; else the one that the nodes have, so that a new operator does not upgrade a database unasked. */
    private String image(MoviesStack stack, Context<MoviesStack> context) {
        return Optional.ofNullable(stack.getSpec().database().image())
                .or(() -> statefulSet
                        .find(stack, context)
                        .map(set -> set.getSpec()
                                .getTemplate()
                                .getSpec()
                                .getContainers()
                                .getFirst()
                                .getImage()))
                .orElse(defaultImage);
    }

    private static Observed observed(
            MoviesStack stack, Optional<StatefulSet> set, StepResult result, DatabaseServer server, EngineInfo engine) {
        int wanted = stack.getSpec().database().nodes();
        int ready = readyNodes(set);
        return new Observed(
                result,
                server,
                new DatabaseStatus(
                        wanted,
                        ready,
                        ready + "/" + wanted,
                        engine == null ? null : engine.version(),
                        engine == null ? null : engine.clusterId()));
    }

    private static int readyNodes(Optional<StatefulSet> set) {
        return set.map(StatefulSet::getStatus)
                .map(status -> status.getReadyReplicas())
                .orElse(0);
    }

    private static List<Pod> pods(Context<MoviesStack> context) {
        return context.getSecondaryResources(Pod.class).stream()
                .filter(pod -> Labels.hasComponent(pod.getMetadata().getLabels(), Labels.DATABASE))
                .toList();
    }

    private static int majority(int nodes) {
        return nodes / 2 + 1;
    }

    private static String nodeCount(int nodes) {
        return nodes + (nodes == 1 ? " node" : " nodes");
    }
}

package fusion.movies.operator.api;

import fusion.movies.crd.AutoscalingSpec;
import fusion.movies.crd.IngressSpec;
import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus.ApiStatus;
import fusion.movies.operator.credentials.Login;
import fusion.movies.operator.database.DatabaseEndpoint;
import fusion.movies.operator.network.NetworkPolicies;
import fusion.movies.operator.pods.PodDiagnosis;
import fusion.movies.operator.pods.PodProblem;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Observation;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.stack.Writes;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The step of the API: its Deployment, Service and what the spec adds to them. */
public final class Api {

    private static final List<String> MANY_NODES = List.of("ReadWriteMany", "ReadOnlyMany");

    private final String defaultImage;

    public Api(String defaultImage) {
        this.defaultImage = defaultImage;
    }

    /** The image of the API and of the seed Job. */
    public String image(MoviesStack stack) {
        String image = stack.getSpec().api().image();
        return image == null ? defaultImage : image;
    }

    /**
     * The observed API.
     *
     * @param rolledOut whether all pods have the current spec and none of a former one is left
     */
    public record Observed(StepResult result, ApiStatus status, boolean rolledOut) implements Observation {}

    public Observed reconcile(MoviesStack stack, Login login, StackObjects objects) {
        StackNames names = StackNames.of(stack);
        Writes writes = new Writes();
        Optional<Service> service = writes.attempt(() -> objects.apply(ApiObjects.service(stack)))
                .or(() -> objects.find(Service.class, names.api()));
        ingress(stack, writes, objects);
        disruptionBudget(stack, writes, objects);
        NetworkPolicies.bring(NetworkPolicies.api(stack), stack, writes, objects);
        NetworkPolicies.bring(NetworkPolicies.jobs(stack), stack, writes, objects);
        Optional<HorizontalPodAutoscaler> autoscaler = autoscaler(stack, writes, objects);
        Optional<Deployment> present = deployment(stack, login, writes, objects);
        Optional<StepResult> access = Access.problem(stack, service, autoscaler, objects);
        String url = ApiUrl.of(
                stack, service, Access.ingressClassProblem(stack, objects).isEmpty());

        Rollout rollout = present.map(Rollout::of).orElseGet(() -> Rollout.none(stack));
        StepResult found = present.map(deployment -> result(stack, deployment, rollout, objects))
                .orElseGet(() -> new StepResult.Waiting("Starting", "The API's Deployment does not exist yet."));
        StepResult result = writes.beside(found instanceof StepResult.Done ? access.orElse(found) : found);
        return new Observed(
                result,
                new ApiStatus(rollout.wanted(), rollout.ready(), rollout.ready() + "/" + rollout.wanted(), url),
                rollout.isComplete() && !isLeaving(objects));
    }

    private static void ingress(MoviesStack stack, Writes writes, StackObjects objects) {
        IngressSpec ingress = stack.getSpec().api().ingress();
        if (ingress != null) {
            writes.attempt(() -> objects.apply(ApiObjects.ingress(stack, ingress)));
        } else {
            objects.remove(Ingress.class, StackNames.of(stack).api());
        }
    }

    /** None for a single pod: it would block every drain of its node. */
    private static void disruptionBudget(MoviesStack stack, Writes writes, StackObjects objects) {
        if (Replicas.fewest(stack) > 1) {
            writes.attempt(() -> objects.apply(ApiObjects.disruptionBudget(stack)));
        } else {
            objects.remove(PodDisruptionBudget.class, StackNames.of(stack).api());
        }
    }

    private static Optional<HorizontalPodAutoscaler> autoscaler(
            MoviesStack stack, Writes writes, StackObjects objects) {
        AutoscalingSpec autoscaling = stack.getSpec().api().autoscaling();
        if (autoscaling == null) {
            objects.remove(HorizontalPodAutoscaler.class, StackNames.of(stack).api());
            return Optional.empty();
        }
        return writes.attempt(() -> objects.apply(ApiObjects.autoscaler(stack, autoscaling)));
    }

    /** The desired Deployment; without a login, the current one. */
    private Optional<Deployment> deployment(MoviesStack stack, Login login, Writes writes, StackObjects objects) {
        String name = StackNames.of(stack).api();
        Optional<Deployment> before = objects.find(Deployment.class, name);
        return switch (login) {
            case Login.Unusable unusable -> {
                writes.note(new StepResult.Waiting(
                        "NoCredentials",
                        "The API's pods wait for their database user: "
                                + unusable.problem().message()));
                yield before;
            }
            case Login.Usable usable -> {
                Integer replicas = Replicas.wanted(
                        stack,
                        before,
                        before.filter(found -> objects.holds(found, "spec", "replicas"))
                                .isPresent());
                Optional<Deployment> applied = writes.attempt(() -> objects.apply(ApiObjects.deployment(
                        stack,
                        image(stack),
                        usable.secret(),
                        fingerprint(usable.user().name()),
                        source(stack, objects),
                        replicas)));
                writes.attempt(() ->
                        CredentialsOnPods.apply(pods(objects), usable.version(), DatabaseEndpoint.of(stack), objects));
                yield applied.or(() -> before);
            }
        };
    }

    /**
     * What the API's pods mount for {@code /addall}. Only the Job mounts a ReadWriteOnce volume: it would pin all API
     * pods to one node, and none would start without it.
     */
    private static SeedSource source(MoviesStack stack, StackObjects objects) {
        SeedSource source = SeedSource.of(stack.getSpec().seed().source());
        boolean isReachable = switch (source) {
            case SeedSource.ClaimFile file -> isForManyNodes(file, objects);
            case SeedSource.S3 s3 -> false;
            default -> true;
        };
        boolean isNeeded = stack.getSpec().seed().addall() || source.volume().isEmpty();
        return isReachable && isNeeded ? source : new SeedSource.Unmounted();
    }

    private static boolean isForManyNodes(SeedSource.ClaimFile file, StackObjects objects) {
        return objects.users(PersistentVolumeClaim.class, file.claimName())
                .filter(claim -> claim.getSpec().getAccessModes().stream().anyMatch(MANY_NODES::contains))
                .isPresent();
    }

    private static StepResult result(MoviesStack stack, Deployment deployment, Rollout rollout, StackObjects objects) {
        if (rollout.isComplete()) {
            return rollout.wanted() == 0
                    ? new StepResult.Done("ScaledToZero", "Scaled to zero: api.replicas is 0.")
                    : new StepResult.Done("PodsReady", podCount(rollout.ready()) + " ready.");
        }
        String progress = rollout.ready() + " of " + podCount(rollout.wanted()) + " ready, " + rollout.updated()
                + " with the current spec.";
        String stillServing = " " + podCount(rollout.ready()) + " still ready.";
        Optional<PodProblem> problem =
                new PodDiagnosis(objects, "api.resources").of(deployment, rollout.wanted(), pods(objects));
        if (rollout.ready() == 0) {
            return problem.map(PodProblem::failed).orElseGet(() -> new StepResult.Waiting("Starting", progress));
        }
        return problem.<StepResult>map(found -> new StepResult.Hindered(found.reason(), found.message() + stillServing))
                .or(() -> rollout.stuck()
                        .map(reason -> new StepResult.Hindered(
                                "RolloutStuck",
                                "The new pods do not become ready: " + reason + " See their logs: kubectl logs -l "
                                        + Labels.selectorText(stack, Labels.API) + "." + stillServing)))
                .orElseGet(() -> new StepResult.Changing("RollingOut", progress));
    }

    /**
     * A Deployment does not count terminating pods, but they still serve, as the database user that they started with.
     */
    private static boolean isLeaving(StackObjects objects) {
        return pods(objects).stream().anyMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null);
    }

    private static List<Pod> pods(StackObjects objects) {
        return objects.all(Pod.class, Labels.API);
    }

    private static String podCount(int pods) {
        return pods + (pods == 1 ? " pod" : " pods");
    }

    static String fingerprint(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}

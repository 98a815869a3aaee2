package fusion.movies.operator.api;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus.ApiStatus;
import fusion.movies.operator.schema.Login;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.PodProblem;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObject;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Fourth step: the movies API. */
public final class Api {

    private final String defaultImage;
    private final StackObject<Deployment> deployment = new StackObject<>(Deployment.class, StackNames::api);
    private final StackObject<Service> service = new StackObject<>(Service.class, StackNames::api);
    private final StackObject<Ingress> ingress = new StackObject<>(Ingress.class, StackNames::api);
    private final StackObject<HorizontalPodAutoscaler> autoscaler =
            new StackObject<>(HorizontalPodAutoscaler.class, StackNames::api);

    public Api(String defaultImage) {
        this.defaultImage = defaultImage;
    }

    /** The objects, for their event sources. */
    public List<StackObject<?>> objects() {
        return List.of(deployment, service, ingress, autoscaler);
    }

    /** The image of the API and of the seed Job. */
    public String image(MoviesStack stack) {
        String image = stack.getSpec().api().image();
        return image == null ? defaultImage : image;
    }

    /**
     * What was observed of the API.
     *
     * @param rolledOut whether every pod is of the present spec, and none of a former one is left
     */
    public record Observed(StepResult result, ApiStatus status, boolean rolledOut) {}

    public Observed reconcile(MoviesStack stack, Login login, Context<MoviesStack> context) {
        service.apply(ApiObjects.service(stack), stack, context);
        if (stack.getSpec().api().ingress() != null) {
            ingress.apply(ApiObjects.ingress(stack), stack, context);
        } else {
            ingress.remove(stack, context);
        }
        if (stack.getSpec().api().autoscaling() != null) {
            autoscaler.apply(ApiObjects.autoscaler(stack), stack, context);
        } else {
            autoscaler.remove(stack, context);
        }
        Optional<Deployment> present = login.problem() == null
                ? Optional.of(deployment.apply(deployment(stack, login), stack, context))
                : deployment.find(stack, context);
        if (login.problem() == null) {
            CredentialsOnPods.apply(pods(context), login.version(), context);
        }
        return present.map(found -> observe(stack, found, context)).orElseGet(() -> withoutDeployment(stack, login));
    }

    private Deployment deployment(MoviesStack stack, Login login) {
        return ApiObjects.deployment(
                stack, image(stack), login.secret(), fingerprint(login.user().name()));
    }

    private static Observed withoutDeployment(MoviesStack stack, Login login) {
        StepResult result = StepResult.waiting(
                "NoCredentials",
                "The API's pods wait for a database user: " + login.problem().message());
        return new Observed(
                result,
                status(
                        stack,
                        0,
                        Objects.requireNonNullElse(stack.getSpec().api().replicas(), 0)),
                false);
    }

    private static Observed observe(MoviesStack stack, Deployment found, Context<MoviesStack> context) {
        Rollout rollout = Rollout.of(found);
        ApiStatus status = status(stack, rollout.ready(), rollout.wanted());
        if (rollout.isComplete()) {
            String message = rollout.wanted() == 0 ? "No pods are wished for." : rollout.ready() + " pods ready.";
            // A Deployment does not count pods that are leaving; they still serve, as the user they began with.
            boolean isLast =
                    pods(context).stream().allMatch(pod -> pod.getMetadata().getDeletionTimestamp() == null);
            return new Observed(StepResult.done("PodsReady", message), status, isLast);
        }
        String progress = rollout.ready() + " of " + rollout.wanted() + " pods ready, " + rollout.updated()
                + " of the present spec.";
        Optional<PodProblem> problem = PodProblem.firstOf(pods(context));
        if (problem.isPresent()) {
            String note = rollout.ready() > 0 ? " Pods of the former spec still serve." : "";
            return new Observed(
                    StepResult.failed(problem.get().reason(), problem.get().message() + note), status, false);
        }
        StepResult result = rollout.ready() == 0
                ? StepResult.waiting("Starting", progress)
                : StepResult.done("RollingOut", progress);
        return new Observed(result, status, false);
    }

    private static ApiStatus status(MoviesStack stack, int ready, int wanted) {
        StackNames names = StackNames.of(stack);
        int port = stack.getSpec().api().service().port();
        String url = "http://" + names.api() + "." + names.namespace() + ".svc" + (port == 80 ? "" : ":" + port);
        return new ApiStatus(wanted, ready, ready + "/" + wanted, url);
    }

    private static List<Pod> pods(Context<MoviesStack> context) {
        return context.getSecondaryResources(Pod.class).stream()
                .filter(pod -> Labels.hasComponent(pod.getMetadata().getLabels(), Labels.API))
                .toList();
    }

    private static String fingerprint(String user) {
        return UUID.nameUUIDFromBytes(user.getBytes(StandardCharsets.UTF_8)).toString();
    }
}

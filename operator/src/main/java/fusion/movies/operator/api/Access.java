package fusion.movies.operator.api;

import fusion.movies.crd.AutoscalingSpec;
import fusion.movies.crd.IngressSpec;
import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.ServiceType;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerCondition;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Detects why users cannot reach the API although its pods are ready: the cluster lacks something that the spec relies
 * on.
 */
final class Access {

    private static final String IS_DEFAULT = "ingressclass.kubernetes.io/is-default-class";

    /** Controllers still honour it; it needs no IngressClass. */
    private static final String OLD_CLASS = "kubernetes.io/ingress.class";

    private Access() {}

    static Optional<StepResult> problem(
            MoviesStack stack,
            Optional<Service> service,
            Optional<HorizontalPodAutoscaler> autoscaler,
            StackObjects objects) {
        return ingressClassProblem(stack, objects)
                .or(() -> tlsProblem(stack, objects))
                .or(() -> autoscalerProblem(stack, autoscaler))
                .or(() -> loadBalancerProblem(stack, service));
    }

    static Optional<StepResult> ingressClassProblem(MoviesStack stack, StackObjects objects) {
        IngressSpec spec = stack.getSpec().api().ingress();
        if (spec == null || spec.annotations().containsKey(OLD_CLASS)) {
            return Optional.empty();
        }
        return objects.ofCluster(IngressClass.class).flatMap(classes -> classMissing(spec, classes));
    }

    private static Optional<StepResult> classMissing(IngressSpec spec, List<IngressClass> classes) {
        boolean isThere = classes.stream()
                .anyMatch(one ->
                        spec.className() == null ? isDefault(one) : name(one).equals(spec.className()));
        if (isThere) {
            return Optional.empty();
        }
        String existing = classes.isEmpty()
                ? "the cluster has none"
                : "available: " + classes.stream().map(Access::name).sorted().collect(Collectors.joining(", "));
        String missing = spec.className() == null
                ? "there is no default IngressClass"
                : "there is no IngressClass '" + spec.className() + "'";
        return Optional.of(new StepResult.Hindered(
                "IngressClassMissing",
                "Nothing serves the Ingress for " + spec.host() + ": " + missing + " (" + existing
                        + "). Set api.ingress.className to one that exists, or install an ingress controller."));
    }

    private static Optional<StepResult> tlsProblem(MoviesStack stack, StackObjects objects) {
        IngressSpec spec = stack.getSpec().api().ingress();
        if (spec == null || spec.tlsSecretRef() == null) {
            return Optional.empty();
        }
        String name = spec.tlsSecretRef().name();
        Optional<Secret> secret = objects.users(Secret.class, name);
        if (secret.isPresent()
                && secret.get().getData() != null
                && secret.get().getData().keySet().containsAll(List.of("tls.crt", "tls.key"))) {
            return Optional.empty();
        }
        String what = secret.isEmpty() ? "does not exist" : "lacks tls.crt or tls.key";
        return Optional.of(new StepResult.Hindered(
                "TlsSecretMissing",
                "The Ingress for " + spec.host() + " has no certificate: Secret '" + name + "' " + what
                        + ". Create it with type kubernetes.io/tls, or correct api.ingress.tlsSecretRef."));
    }

    private static Optional<StepResult> autoscalerProblem(
            MoviesStack stack, Optional<HorizontalPodAutoscaler> autoscaler) {
        AutoscalingSpec spec = stack.getSpec().api().autoscaling();
        if (spec == null) {
            return Optional.empty();
        }
        if (!hasCpuRequest(stack.getSpec().api().resources())) {
            return Optional.of(cannotScale("api.autoscaling needs a CPU request to compute utilization from, and "
                    + "there is none. Set api.resources.requests.cpu."));
        }
        return autoscaler
                .flatMap(Access::inactive)
                .map(condition -> cannotScale("The API's autoscaler cannot scale: " + condition.getMessage()
                        + (condition.getMessage().endsWith(".") ? "" : ".")
                        + " It needs the metrics API (metrics-server)."));
    }

    private static Optional<HorizontalPodAutoscalerCondition> inactive(HorizontalPodAutoscaler autoscaler) {
        return autoscaler.getStatus() == null
                ? Optional.empty()
                : autoscaler.getStatus().getConditions().stream()
                        .filter(condition ->
                                List.of("AbleToScale", "ScalingActive").contains(condition.getType())
                                        && "False".equals(condition.getStatus())
                                        && !"ScalingDisabled".equals(condition.getReason()))
                        .findFirst();
    }

    private static StepResult cannotScale(String message) {
        return new StepResult.Hindered("AutoscalerNotScaling", message);
    }

    private static boolean hasCpuRequest(ResourceRequirements resources) {
        // Without a request, the limit is the request.
        return has(resources.getRequests()) || has(resources.getLimits());
    }

    private static boolean has(Map<String, ?> quantities) {
        return quantities != null && quantities.containsKey("cpu");
    }

    private static Optional<StepResult> loadBalancerProblem(MoviesStack stack, Optional<Service> service) {
        boolean isPending = stack.getSpec().api().service().type() == ServiceType.LoadBalancer
                && service.isPresent()
                && ApiUrl.loadBalancer(service.get()).isEmpty();
        return isPending
                ? Optional.of(new StepResult.Changing(
                        "LoadBalancerPending",
                        "The load balancer has no address yet. If it stays without one, the cluster provides no "
                                + "load balancers: install a controller for them, or set api.service.type to "
                                + "NodePort or ClusterIP."))
                : Optional.empty();
    }

    private static boolean isDefault(IngressClass one) {
        return one.getMetadata().getAnnotations() != null
                && "true".equals(one.getMetadata().getAnnotations().get(IS_DEFAULT));
    }

    private static String name(IngressClass one) {
        return one.getMetadata().getName();
    }
}

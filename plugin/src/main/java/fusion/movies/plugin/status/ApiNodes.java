package fusion.movies.plugin.status;

import fusion.movies.plugin.status.Node.Mark;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The API's part of the tree. */
final class ApiNodes {

    private ApiNodes() {}

    static List<Node> of(StackObjects objects) {
        List<Node> pods = new ArrayList<>();
        StackObjects.of("api", objects.pods()).forEach(pod -> pods.add(PodNode.of(pod)));
        Nodes.forbidden("Pods", objects.pods()).ifPresent(pods::add);
        List<Node> nodes = new ArrayList<>();
        StackObjects.of("api", objects.deployments())
                .forEach(deployment -> nodes.add(deployment(deployment).with(pods)));
        Nodes.forbidden("Deployments", objects.deployments()).ifPresent(nodes::add);
        objects.autoscalers().items().forEach(autoscaler -> nodes.add(autoscaler(autoscaler)));
        Nodes.services("api", objects).forEach(nodes::add);
        Nodes.forbidden("Services", objects.services()).ifPresent(nodes::add);
        objects.ingresses().items().forEach(ingress -> nodes.add(ingress(ingress)));
        Nodes.disruptionBudgets("api", objects).forEach(nodes::add);
        return nodes;
    }

    private static Node deployment(Deployment deployment) {
        int wanted = Nodes.number(deployment.getSpec().getReplicas());
        int ready = deployment.getStatus() == null
                ? 0
                : Nodes.number(deployment.getStatus().getReadyReplicas());
        return Node.of(
                ready >= wanted ? Mark.Good : Mark.Waiting,
                "Deployment",
                deployment.getMetadata().getName(),
                ready + " of " + wanted + " ready");
    }

    private static Node autoscaler(HorizontalPodAutoscaler autoscaler) {
        HorizontalPodAutoscalerStatus status = autoscaler.getStatus();
        int present = status == null ? 0 : Nodes.number(status.getCurrentReplicas());
        String used = status == null || status.getCurrentMetrics() == null
                ? ""
                : status.getCurrentMetrics().stream()
                        .map(metric -> metric.getResource())
                        .filter(Objects::nonNull)
                        .filter(resource -> resource.getCurrent() != null
                                && resource.getCurrent().getAverageUtilization() != null)
                        .map(resource -> ", " + resource.getName() + " at "
                                + resource.getCurrent().getAverageUtilization() + " %")
                        .collect(Collectors.joining());
        return Node.of(
                used.isEmpty() ? Mark.Waiting : Mark.Good,
                "HorizontalPodAutoscaler",
                autoscaler.getMetadata().getName(),
                present + " pods of " + Nodes.number(autoscaler.getSpec().getMinReplicas()) + " to "
                        + Nodes.number(autoscaler.getSpec().getMaxReplicas())
                        + (used.isEmpty() ? ", no metrics yet" : used));
    }

    private static Node ingress(Ingress ingress) {
        String hosts = ingress.getSpec().getRules().stream()
                .map(IngressRule::getHost)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        String addresses = ingress.getStatus() == null
                        || ingress.getStatus().getLoadBalancer() == null
                        || ingress.getStatus().getLoadBalancer().getIngress() == null
                ? ""
                : ingress.getStatus().getLoadBalancer().getIngress().stream()
                        .map(address -> address.getHostname() == null ? address.getIp() : address.getHostname())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "));
        return Node.of(
                addresses.isEmpty() ? Mark.Waiting : Mark.Good,
                "Ingress",
                ingress.getMetadata().getName(),
                hosts + (addresses.isEmpty() ? ", no address yet" : " at " + addresses));
    }
}

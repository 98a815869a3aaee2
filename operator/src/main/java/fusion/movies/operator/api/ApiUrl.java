package fusion.movies.operator.api;

import fusion.movies.crd.ApiServiceSpec;
import fusion.movies.crd.IngressSpec;
import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The URL for users: of the Ingress, else of the load balancer, else of the Service in the cluster. */
final class ApiUrl {

    private ApiUrl() {}

    /**
     * @param ingressWorks whether a controller serves the Ingress
     */
    static String of(MoviesStack stack, Optional<Service> service, boolean ingressWorks) {
        return ingress(stack.getSpec().api().ingress())
                .filter(url -> ingressWorks)
                .or(() -> service.flatMap(ApiUrl::loadBalancer)
                        .map(host -> http(host, stack.getSpec().api().service())))
                .orElseGet(() -> http(inCluster(stack), stack.getSpec().api().service()));
    }

    /** Host or address of a load balancer; empty while it has none. */
    static Optional<String> loadBalancer(Service service) {
        return service.getStatus() == null || service.getStatus().getLoadBalancer() == null
                ? Optional.empty()
                : service.getStatus().getLoadBalancer().getIngress().stream()
                        .findFirst()
                        .map(ApiUrl::host);
    }

    private static Optional<String> ingress(@Nullable IngressSpec spec) {
        // A wildcard is not a host that can be opened.
        return spec == null || spec.host().startsWith("*")
                ? Optional.empty()
                : Optional.of((spec.tlsSecretRef() == null ? "http://" : "https://") + spec.host());
    }

    private static String host(LoadBalancerIngress address) {
        if (address.getHostname() != null) {
            return address.getHostname();
        }
        return address.getIp().contains(":") ? "[" + address.getIp() + "]" : address.getIp();
    }

    private static String inCluster(MoviesStack stack) {
        StackNames names = StackNames.of(stack);
        return names.api() + "." + names.namespace() + ".svc";
    }

    private static String http(String host, ApiServiceSpec service) {
        return "http://" + host + (service.port() == 80 ? "" : ":" + service.port());
    }
}

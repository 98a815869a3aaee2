package fusion.movies.operator;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings in the operator's Deployment, read once from the environment.
 *
 * @param apiImage the API's image for stacks that specify none
 * @param databaseImage CockroachDB's image for new stacks that specify none
 * @param clusterDomain the cluster's DNS domain, such as {@code cluster.local}
 * @param inCluster whether service names resolve here; if not, the database is reached through a forwarded port
 * @param healthPort port of {@code /healthz}, {@code /readyz} and {@code /metrics}
 * @param leaseNamespace namespace of the lease for leader election; absent: no leader election
 * @param watchNamespaces namespaces to watch; empty: all
 */
public record OperatorSettings(
        String apiImage,
        String databaseImage,
        String clusterDomain,
        boolean inCluster,
        int healthPort,
        @Nullable String leaseNamespace,
        Set<String> watchNamespaces) {

    static final String DEFAULT_DATABASE_IMAGE = "cockroachdb/cockroach:v25.4.14";

    static OperatorSettings from(Map<String, String> environment) {
        String version = OperatorSettings.class.getPackage().getImplementationVersion();
        boolean inCluster = environment.containsKey("KUBERNETES_SERVICE_HOST");
        return new OperatorSettings(
                environment.getOrDefault(
                        "MOVIES_API_IMAGE", "movies-fusion/movies-api:" + (version == null ? "latest" : version)),
                environment.getOrDefault("MOVIES_DATABASE_IMAGE", DEFAULT_DATABASE_IMAGE),
                environment.getOrDefault("CLUSTER_DOMAIN", "cluster.local"),
                inCluster,
                Integer.parseInt(environment.getOrDefault("HEALTH_PORT", inCluster ? "8080" : "0")),
                environment.get("LEASE_NAMESPACE"),
                names(environment.getOrDefault("WATCH_NAMESPACES", "")));
    }

    /** Namespace of the operator; absent outside a cluster. The lease is always there. */
    @Nullable
    String operatorNamespace() {
        return inCluster ? leaseNamespace : null;
    }

    private static Set<String> names(String list) {
        return Stream.of(list.split("[,\\s]+")).filter(name -> !name.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }
}

package fusion.movies.operator.network;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.NetworkPolicySpec;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.Writes;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the NetworkPolicies for a stack's pods. Probes need no rule: a pod always accepts the kubelet of its node.
 * Egress is not restricted, because only the cluster's administrator knows the addresses of DNS and of movie sources.
 */
public final class NetworkPolicies {

    private static final int SQL = 26257;
    private static final int DATABASE_HTTP = 8080;
    private static final int API = 8080;
    private static final int API_MANAGEMENT = 8081;

    private static final List<String> JOBS =
            List.of(Labels.SEED, Labels.BACKUP, Labels.DATABASE_INIT, Labels.DATABASE_MEMBERSHIP);

    private NetworkPolicies() {}

    /**
     * SQL and inter-node traffic share a port.
     *
     * @param operatorNamespace absent if the operator reaches the nodes through a forwarded port, to which policies do
     *     not apply
     */
    public static NetworkPolicy database(MoviesStack stack, @Nullable String operatorNamespace) {
        NetworkPolicySpec spec = stack.getSpec().networkPolicy();
        List<String> clients = Stream.concat(Stream.of(Labels.DATABASE, Labels.API), JOBS.stream())
                .toList();
        List<NetworkPolicyPeer> sql = new ArrayList<>(List.of(peer(componentsOf(stack, clients))));
        List<NetworkPolicyPeer> http = new ArrayList<>();
        if (operatorNamespace != null) {
            sql.add(operator(operatorNamespace));
            http.add(operator(operatorNamespace));
        }
        sql.addAll(spec.databaseFrom());
        http.addAll(spec.metricsFrom());
        List<NetworkPolicyIngressRule> rules = new ArrayList<>(List.of(rule(SQL, sql)));
        if (!http.isEmpty()) {
            rules.add(rule(DATABASE_HTTP, http));
        }
        return policy(
                stack,
                StackNames.of(stack).database(),
                Labels.DATABASE,
                componentsOf(stack, List.of(Labels.DATABASE)),
                rules);
    }

    public static NetworkPolicy api(MoviesStack stack) {
        NetworkPolicySpec spec = stack.getSpec().networkPolicy();
        List<NetworkPolicyIngressRule> rules = new ArrayList<>(List.of(rule(API, spec.apiFrom())));
        if (!spec.metricsFrom().isEmpty()) {
            rules.add(rule(API_MANAGEMENT, spec.metricsFrom()));
        }
        return policy(stack, StackNames.of(stack).api(), Labels.API, componentsOf(stack, List.of(Labels.API)), rules);
    }

    /** The Jobs' pods accept no connections. */
    public static NetworkPolicy jobs(MoviesStack stack) {
        return policy(stack, StackNames.of(stack).jobs(), Labels.NETWORK, componentsOf(stack, JOBS), List.of());
    }

    /** Applies a policy, or deletes it if the spec disables policies. */
    public static void bring(NetworkPolicy policy, MoviesStack stack, Writes writes, StackObjects objects) {
        if (stack.getSpec().networkPolicy().enabled()) {
            writes.attempt(() -> objects.apply(policy));
        } else {
            objects.remove(NetworkPolicy.class, policy.getMetadata().getName());
        }
    }

    private static NetworkPolicy policy(
            MoviesStack stack,
            String name,
            String component,
            LabelSelector pods,
            List<NetworkPolicyIngressRule> rules) {
        return new NetworkPolicyBuilder()
                .withMetadata(Metadata.of(stack, name, component))
                .withNewSpec()
                .withPodSelector(pods)
                .withPolicyTypes("Ingress")
                .withIngress(rules)
                .endSpec()
                .build();
    }

    /**
     * @param peers empty: everyone
     */
    private static NetworkPolicyIngressRule rule(int port, List<NetworkPolicyPeer> peers) {
        return new NetworkPolicyIngressRuleBuilder()
                .addNewPort()
                .withProtocol("TCP")
                .withPort(new IntOrString(port))
                .endPort()
                .withFrom(peers)
                .build();
    }

    private static NetworkPolicyPeer operator(String namespace) {
        return new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", namespace)
                .endNamespaceSelector()
                .withNewPodSelector()
                .addToMatchLabels("app.kubernetes.io/name", "movies-operator")
                .endPodSelector()
                .build();
    }

    private static NetworkPolicyPeer peer(LabelSelector pods) {
        return new NetworkPolicyPeerBuilder().withPodSelector(pods).build();
    }

    private static LabelSelector componentsOf(MoviesStack stack, List<String> components) {
        return new LabelSelectorBuilder()
                .addToMatchLabels("app.kubernetes.io/name", "movies")
                .addToMatchLabels(
                        "app.kubernetes.io/instance", stack.getMetadata().getName())
                .addNewMatchExpression()
                .withKey("app.kubernetes.io/component")
                .withOperator("In")
                .withValues(components)
                .endMatchExpression()
                .build();
    }
}

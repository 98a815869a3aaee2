package fusion.movies.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.stack.Stacks;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkPoliciesTest {

    private static final String OPEN = "{networkPolicy: {enabled: true}}";

    private static final String NAMED = """
            {networkPolicy: {enabled: true, apiFrom: [{namespaceSelector: {matchLabels: {a: gateway}}}],
             databaseFrom: [{ipBlock: {cidr: 10.0.0.0/8}}], metricsFrom: [{namespaceSelector: {matchLabels: {a: monitoring}}}]}}""".replace("\n", "");

    private static NetworkPolicy database(String spec, String operatorNamespace) {
        return NetworkPolicies.database(Stacks.withSpec(spec), operatorNamespace);
    }

    private static List<Integer> ports(NetworkPolicy policy) {
        return policy.getSpec().getIngress().stream()
                .map(rule -> rule.getPorts().getFirst().getPort().getIntVal())
                .toList();
    }

    private static NetworkPolicyIngressRule rule(NetworkPolicy policy, int port) {
        return policy.getSpec().getIngress().get(ports(policy).indexOf(port));
    }

    @Test
    void onlyTheStacksPodsAndTheOperatorReachTheDatabase() {
        NetworkPolicy policy = database(OPEN, "movies-system");

        assertThat(ports(policy)).containsExactly(26257, 8080);
        assertThat(rule(policy, 26257).getFrom())
                .satisfiesExactly(
                        own -> assertThat(own.getPodSelector()
                                        .getMatchExpressions()
                                        .getFirst()
                                        .getValues())
                                .containsExactly(
                                        "database", "api", "seed", "backup", "database-init", "database-membership"),
                        operator -> {
                            assertThat(operator.getNamespaceSelector().getMatchLabels())
                                    .containsEntry("kubernetes.io/metadata.name", "movies-system");
                            assertThat(operator.getPodSelector().getMatchLabels())
                                    .containsEntry("app.kubernetes.io/name", "movies-operator");
                        });
        assertThat(rule(policy, 8080).getFrom()).hasSize(1);
    }

    @Test
    void anOperatorOutsideTheClusterNeedsNoRule() {
        NetworkPolicy policy = database(OPEN, null);

        assertThat(ports(policy))
                .as("a rule without peers would let everyone in")
                .containsExactly(26257);
        assertThat(rule(policy, 26257).getFrom()).hasSize(1);
    }

    @Test
    void theAPIIsOpenUnlessTheSpecListsPeers() {
        assertThat(ports(NetworkPolicies.api(Stacks.withSpec(OPEN)))).containsExactly(8080);
        assertThat(rule(NetworkPolicies.api(Stacks.withSpec(OPEN)), 8080).getFrom())
                .isEmpty();
        assertThat(rule(NetworkPolicies.api(Stacks.withSpec(NAMED)), 8080).getFrom())
                .hasSize(1);
    }

    @Test
    void listedPeersReachTheDatabaseAndTheMetrics() {
        NetworkPolicy database = database(NAMED, "movies-system");

        assertThat(rule(database, 26257).getFrom()).anyMatch(peer -> peer.getIpBlock() != null);
        assertThat(rule(database, 8080).getFrom()).hasSize(2);
        assertThat(rule(NetworkPolicies.api(Stacks.withSpec(NAMED)), 8081).getFrom())
                .hasSize(1);
    }

    @Test
    void theJobsPodsAreUnreachable() {
        NetworkPolicy policy = NetworkPolicies.jobs(Stacks.withSpec(OPEN));

        assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress");
        assertThat(policy.getSpec().getIngress()).isEmpty();
        assertThat(policy.getSpec()
                        .getPodSelector()
                        .getMatchExpressions()
                        .getFirst()
                        .getValues())
                .containsExactly("seed", "backup", "database-init", "database-membership");
    }
}

package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.harness.Faults.Call;
import fusion.movies.operator.harness.Faults.Fault;
import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.Kubelet;
import fusion.movies.operator.harness.OnApiServer;
import fusion.movies.operator.harness.TestStack;
import fusion.movies.operator.nodes.Pem;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A CA is replaced, step by step, while the stack serves. */
@OnApiServer
class AuthorityChangeTest {

    private static final String SINCE = "movies.fusion/trusted-since";

    private final Harness harness;

    AuthorityChangeTest(Harness harness) {
        this.harness = harness;
    }

    @Test
    void aLostCAIsReplacedByANewOneThatIssuedAllCertificates() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{database: {nodes: 3}}");
            new Kubelet(stack).serve();
            String old = text(secret(stack, "-db-ca").get(), "ca.crt");
            String oldLeaf = text(secret(stack, "-db-node").get(), "node.crt");

            secret(stack, "-db-ca").delete();
            stack.awaitCondition("CertificatesReady", "AuthorityChanging");

            for (String name : List.of("-db-ca", "-db-node", "-db-client-root")) {
                assertThat(text(secret(stack, name).get(), "ca.crt")).as(name).endsWith(old);
            }
            assertThat(text(secret(stack, "-db-node").get(), "node.crt")).isEqualTo(oldLeaf);
            assertThat(condition(stack, "Ready").getStatus()).isEqualTo("True");
            assertThat(condition(stack, "Reconciling").getStatus()).isEqualTo("True");

            twoMinutesPass(stack);
            stack.awaitCondition("CertificatesReady", "Issued");

            String authority = text(secret(stack, "-db-ca").get(), "ca.crt");
            assertThat(authority).doesNotContain(old).containsOnlyOnce("BEGIN CERTIFICATE");
            assertThat(secret(stack, "-db-ca").get().getMetadata().getAnnotations())
                    .isNullOrEmpty();
            for (String name : List.of("-db-node", "-db-client-root")) {
                assertThat(text(secret(stack, name).get(), "ca.crt")).isEqualTo(authority);
            }
            assertThat(text(secret(stack, "-db-node").get(), "node.crt")).isNotEqualTo(oldLeaf);
            stack.awaitNextRound();
            assertThat(condition(stack, "DatabaseReady").getStatus()).isEqualTo("True");
            assertThat(condition(stack, "SchemaReady").getStatus()).isEqualTo("True");
        }
    }

    @Test
    void statusAndMetricsReportWhenTheFirstCertificateExpires() {
        String gauge;
        try (TestStack stack = harness.newStack()) {
            stack.apply("{}");
            new Kubelet(stack).serve();
            gauge = "certificate=\"node\",name=\"" + stack.name() + "\"";
            Instant end = ((X509Certificate)
                            Pem.certificates(text(secret(stack, "-db-node").get(), "node.crt"))
                                    .getFirst())
                    .getNotAfter()
                    .toInstant();

            String told = stack.get().getStatus().database().certificatesExpire();
            assertThat(Instant.parse(told)).isBetween(end.minusSeconds(5), end);
            assertThat(harness.metrics()).contains(gauge);
        }
        Awaitility.await("the gauges to go with their stack")
                .untilAsserted(() -> assertThat(harness.metrics()).doesNotContain(gauge));
    }

    @Test
    void apiPodsAreAnnotatedToReadAChangedCA() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{}");
            new Kubelet(stack).serve();
            stack.awaitAsserted(() -> assertThat(authorities(stack)).hasSize(1).doesNotContainNull());
            List<String> before = authorities(stack);

            secret(stack, "-db-ca").delete();

            stack.awaitAsserted(() -> assertThat(authorities(stack))
                    .hasSize(1)
                    .doesNotContainNull()
                    .doesNotContainAnyElementsOf(before));
        }
    }

    @Test
    void anOperatorWithoutPermissionToSignalReportsIt() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{}");
            new Kubelet(stack).serve();
            stack.node().keepCertificates();
            harness.faults().set(stack, new Call("GET", "pods/exec"), Fault.FORBIDDEN);

            secret(stack, "-db-node").delete();

            Condition told = stack.awaitCondition("CertificatesReady", "ReloadForbidden");
            assertThat(stack.told(told.getMessage()))
                    .isEqualTo("Pod movies-db-0 must reload its renewed certificate, but the operator is not"
                            + " allowed to signal it. Allow the operator's service account to create pods/exec, as"
                            + " install/movies-operator.yaml does, or delete the pod. Until then: 0 of 1 node"
                            + " presents the new certificate; the others reload it without a restart.");
            assertThat(told.getStatus()).isEqualTo("True");
            assertThat(condition(stack, "Stalled").getStatus()).isEqualTo("True");
            assertThat(condition(stack, "Ready").getStatus()).isEqualTo("True");

            stack.node().reload();
            stack.awaitNextRound();
            stack.awaitCondition("CertificatesReady", "Issued");
        }
    }

    /** A deleted Secret must be re-issued, never restored from an earlier read. */
    @Test
    void aSecretDeletedWhileTheNodesAreProbedIsReissued() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{}");
            new Kubelet(stack).serve();
            for (String name : List.of("-db-node", "-db-client-root")) {
                Secret before = secret(stack, name).get();
                stack.node().keepCertificates();
                stack.node().duringNextLook(() -> stack.deleteAndSeeItGone(secret(stack, name)));
                stack.awaitNextRound();

                stack.awaitAsserted(() -> assertThat(secret(stack, name).get())
                        .isNotNull()
                        .extracting(secret -> secret.getMetadata().getUid())
                        .isNotEqualTo(before.getMetadata().getUid()));
                Map<String, String> after = secret(stack, name).get().getData();
                // Not printed on failure, because one of them is a key.
                before.getData()
                        .forEach((file, content) -> assertThat(content.equals(after.get(file)))
                                .as("%s is as it was", file)
                                .isEqualTo(file.equals("ca.crt")));
                stack.node().reload();
            }
        }
    }

    @Test
    void anUnreachableNodeBlocksNothing() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{}");
            new Kubelet(stack).serve();
            stack.node().goAway();

            secret(stack, "-db-node").delete();

            stack.awaitAsserted(() -> assertThat(stack.exists(Secret.class, stack.name() + "-db-node"))
                    .isTrue());
            stack.awaitNextRound();
            assertThat(condition(stack, "CertificatesReady").getReason()).isEqualTo("Issued");
        }
    }

    private static void twoMinutesPass(TestStack stack) {
        secret(stack, "-db-ca").edit(found -> {
            Map<String, String> notes = found.getMetadata().getAnnotations();
            String serial = notes.get(SINCE).split(" ")[0];
            notes.put(SINCE, serial + " " + Instant.now().minus(Duration.ofMinutes(2)));
            return found;
        });
    }

    /** The annotation on each pod of the API. */
    private static List<String> authorities(TestStack stack) {
        Stream<Pod> pods = stack
                .client()
                .pods()
                .inNamespace(stack.namespace())
                .withLabel("app.kubernetes.io/component", "api")
                .list()
                .getItems()
                .stream();
        return pods.map(pod -> pod.getMetadata().getAnnotations().get("movies.fusion/authority"))
                .distinct()
                .toList();
    }

    private static Resource<Secret> secret(TestStack stack, String suffix) {
        return stack.client().secrets().inNamespace(stack.namespace()).withName(stack.name() + suffix);
    }

    private static String text(Secret secret, String key) {
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.US_ASCII);
    }

    private static Condition condition(TestStack stack, String type) {
        return stack.conditions().stream()
                .filter(found -> found.getType().equals(type))
                .findAny()
                .orElseThrow();
    }
}

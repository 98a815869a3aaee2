package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.certificates.TestAuthority;
import fusion.movies.operator.harness.CertManagerModel;
import fusion.movies.operator.harness.Faults.Call;
import fusion.movies.operator.harness.Faults.Fault;
import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.Kubelet;
import fusion.movies.operator.harness.OnApiServer;
import fusion.movies.operator.harness.TestStack;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Externally issued certificates are applied and renewed while the stack serves. */
@OnApiServer
class CertificatesOfOthersTest {

    private static final String SINCE = "movies.fusion/trusted-since";
    private static final String SECRETS =
            "{database: {nodes: 3, certificates: {nodeSecretRef: {name: node-tls}, rootSecretRef: {name: root-tls}}}}";
    private static final String ISSUER = "{database: {nodes: 3, certificates: {issuerRef: {name: company}}}}";

    private final Harness harness;
    private final TestAuthority company = TestAuthority.create("company");

    CertificatesOfOthersTest(Harness harness) {
        this.harness = harness;
    }

    @Test
    void aRunningStackSwitchesToProvidedSecretsAndBack() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{database: {nodes: 3}}");
            new Kubelet(stack).serve();
            String own = text(stack, "-db-ca", "ca.crt");
            stack.secret("node-tls", company.node(stack.namespace(), stack.name()));
            stack.secret("root-tls", company.root());

            stack.apply(SECRETS);
            stack.awaitCondition("CertificatesReady", "AuthorityChanging");
            assertThat(text(stack, "-db-node", "ca.crt")).isEqualTo(company.certificate() + own);
            assertReady(stack);
            twoMinutesPass(stack);
            stack.awaitCondition("CertificatesReady", "Issued");

            assertThat(text(stack, "-db-node", "ca.crt"))
                    .isEqualTo(company.certificate().strip());
            assertThat(text(stack, "-db-node", "node.crt")).isEqualTo(textOf(stack, "node-tls", "tls.crt"));
            assertThat(text(stack, "-db-client-root", "client.root.key"))
                    .isEqualTo(textOf(stack, "root-tls", "tls.key"));
            assertThat(secret(stack, stack.name() + "-db-ca").getData()).containsOnlyKeys("ca.crt");
            assertReady(stack);

            stack.apply("{database: {nodes: 3}}");
            stack.awaitCondition("CertificatesReady", "AuthorityChanging");
            twoMinutesPass(stack);
            stack.awaitCondition("CertificatesReady", "Issued");
            assertThat(text(stack, "-db-ca", "ca.crt"))
                    .doesNotContain(company.certificate().strip())
                    .containsOnlyOnce("BEGIN CERTIFICATE");
            assertReady(stack);
        }
    }

    @Test
    void nodesReloadARenewedSecretAsTheirHandshakeProves() {
        try (TestStack stack = harness.newStack()) {
            stack.secret("node-tls", company.node(stack.namespace(), stack.name()));
            stack.secret("root-tls", company.root());
            stack.apply(SECRETS);
            new Kubelet(stack).serve();
            stack.node().keepCertificates();

            Map<String, String> renewed = company.node(stack.namespace(), stack.name());
            stack.changeSecret("node-tls", renewed);
            // Raises no event.
            stack.awaitNextRound();

            stack.awaitAsserted(() -> assertThat(text(stack, "-db-node", "node.crt"))
                    .isEqualTo(renewed.get("tls.crt").strip()));
            // The signal is sent but, without a kubelet, does not arrive.
            stack.awaitCondition("CertificatesReady", "Reloading");
            stack.node().reload();
            stack.awaitNextRound();
            stack.awaitCondition("CertificatesReady", "Issued");
            assertReady(stack);
        }
    }

    @Test
    void aSecretRenewedByCertManagerRaisesAnEventAndIsReloaded() {
        try (TestStack stack = harness.newStack()) {
            CertManagerModel certManager = new CertManagerModel(stack);
            stack.apply(ISSUER);
            certManager.issues(company);
            stack.apply(ISSUER);
            new Kubelet(stack).serve();
            String before = text(stack, "-db-node", "node.crt");

            certManager.issues(company);

            stack.awaitAsserted(
                    () -> assertThat(text(stack, "-db-node", "node.crt")).isNotEqualTo(before));
            stack.awaitNextRound();
            stack.awaitCondition("CertificatesReady", "Issued");
            assertReady(stack);
        }
    }

    @Test
    void aNewCAOfTheIssuerIsIntroducedInStepsAlthoughCertManagerReplacesAllAtOnce() {
        try (TestStack stack = harness.newStack()) {
            CertManagerModel certManager = new CertManagerModel(stack);
            stack.apply(ISSUER);
            certManager.issues(company);
            stack.apply(ISSUER);
            new Kubelet(stack).serve();
            String before = text(stack, "-db-node", "node.crt");
            TestAuthority next = TestAuthority.create("next");

            certManager.issues(next);

            stack.awaitCondition("CertificatesReady", "AuthorityChanging");
            assertThat(text(stack, "-db-node", "node.crt")).isEqualTo(before);
            assertThat(text(stack, "-db-node", "ca.crt"))
                    .isEqualTo(next.certificate() + company.certificate().strip());
            twoMinutesPass(stack);
            stack.awaitCondition("CertificatesReady", "Issued");
            assertThat(text(stack, "-db-node", "ca.crt"))
                    .isEqualTo(next.certificate().strip());
            assertReady(stack);
        }
    }

    @Test
    void certificatesAreDeletedWithTheIssuerRefAndTheirSecretsAreLeftToTheUser() {
        try (TestStack stack = harness.newStack()) {
            CertManagerModel certManager = new CertManagerModel(stack);
            stack.apply(ISSUER);
            certManager.issues(company);
            stack.apply(ISSUER);
            new Kubelet(stack).serve();

            stack.apply("{database: {nodes: 3}}");

            stack.awaitAsserted(() -> assertThat(certManager.certificates()).isEmpty());
            stack.awaitAsserted(() -> assertThat(stack.client()
                            .secrets()
                            .inNamespace(stack.namespace())
                            .list()
                            .getItems())
                    .filteredOn(secret -> secret.getMetadata().getName().endsWith("-issued"))
                    .hasSize(2)
                    .allSatisfy(secret ->
                            assertThat(secret.getMetadata().getLabels()).isNullOrEmpty()));
            stack.awaitCondition("CertificatesReady", "AuthorityChanging");
            assertReady(stack);
        }
    }

    @Test
    void anOperatorWithoutPermissionToCreateCertificatesReportsIt() {
        try (TestStack stack = harness.newStack()) {
            stack.fails(new Call("PATCH", "certificates"), Fault.FORBIDDEN);
            stack.apply(ISSUER);
            stack.awaitCondition("CertificatesReady", "Refused");
        }
    }

    private static void assertReady(TestStack stack) {
        stack.awaitNextRound();
        assertThat(stack.conditions())
                .filteredOn(condition ->
                        List.of("Ready", "DatabaseReady", "SchemaReady").contains(condition.getType()))
                .allSatisfy(condition -> assertThat(condition.getStatus()).isEqualTo("True"));
    }

    private static void twoMinutesPass(TestStack stack) {
        stack.client()
                .secrets()
                .inNamespace(stack.namespace())
                .withName(stack.name() + "-db-ca")
                .edit(found -> {
                    Map<String, String> notes = found.getMetadata().getAnnotations();
                    String serial = notes.get(SINCE).split(" ")[0];
                    notes.put(SINCE, serial + " " + Instant.now().minus(Duration.ofMinutes(2)));
                    return found;
                });
    }

    private static String text(TestStack stack, String suffix, String key) {
        return textOf(stack, stack.name() + suffix, key);
    }

    private static String textOf(TestStack stack, String name, String key) {
        byte[] text = Base64.getDecoder().decode(secret(stack, name).getData().get(key));
        return new String(text, StandardCharsets.US_ASCII).strip();
    }

    private static Secret secret(TestStack stack, String name) {
        return stack.client()
                .secrets()
                .inNamespace(stack.namespace())
                .withName(name)
                .get();
    }
}

package fusion.movies.operator.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.Stacks;
import io.fabric8.kubernetes.api.model.Secret;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateSecretsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final String DOMAIN = "cluster.local";

    private final MoviesStack stack = Stacks.withSpec("{}");
    private final Secret authority = CertificateSecrets.authority(stack, NOW);
    private final List<String> names = CertificateSecrets.nodeNames(StackNames.of(stack), DOMAIN);

    @Test
    void aNodesCertificateCarriesEveryNameThatClientsNodesAndAForwardedPortUse() throws Exception {
        Secret node = CertificateSecrets.node(stack, authority, DOMAIN, NOW);

        X509Certificate certificate = CertificateAuthority.readCertificate(
                SecretData.text(node, "node.crt").orElseThrow());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=node");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> (String) name.get(1))
                .contains(
                        "localhost", "127.0.0.1", "movies-db-public.films.svc", "*.movies-db.films.svc.cluster.local");
    }

    @Test
    void whatTheAuthorityIssuedIsGood() {
        Secret node = CertificateSecrets.node(stack, authority, DOMAIN, NOW);
        Secret root = CertificateSecrets.root(stack, authority, NOW);

        assertThat(CertificateSecrets.isGood(authority, NOW)).isTrue();
        assertThat(CertificateSecrets.isGood(node, "node", authority, names, NOW))
                .isTrue();
        assertThat(CertificateSecrets.isGood(root, "client.root", authority, List.of(), NOW))
                .isTrue();
        assertThat(root.getData()).doesNotContainKey("ca.key");
    }

    @Test
    void aCertificateIsRenewedSixtyDaysBeforeItEnds() {
        Secret node = CertificateSecrets.node(stack, authority, DOMAIN, NOW);

        assertThat(CertificateSecrets.isGood(node, "node", authority, names, NOW.plus(Duration.ofDays(304))))
                .isTrue();
        assertThat(CertificateSecrets.isGood(node, "node", authority, names, NOW.plus(Duration.ofDays(306))))
                .isFalse();
    }

    @Test
    void aCertificateOfAnotherAuthorityOrForOtherNamesOrWithoutItsKeyIsNotGood() {
        Secret node = CertificateSecrets.node(stack, authority, DOMAIN, NOW);
        Secret other = CertificateSecrets.authority(stack, NOW);

        assertThat(CertificateSecrets.isGood(node, "node", other, names, NOW)).isFalse();
        assertThat(CertificateSecrets.isGood(node, "node", authority, List.of("elsewhere"), NOW))
                .isFalse();
        node.getData().remove("node.key");
        assertThat(CertificateSecrets.isGood(node, "node", authority, names, NOW))
                .isFalse();
    }

    @Test
    void anAuthorityThatSomebodySpoiledIsNotGood() {
        authority.getData().remove("ca.key");

        assertThat(CertificateSecrets.isGood(authority, NOW)).isFalse();
    }
}

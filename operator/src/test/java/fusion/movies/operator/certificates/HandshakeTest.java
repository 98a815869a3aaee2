package fusion.movies.operator.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.certificates.NodeSight.Presented;
import fusion.movies.operator.harness.TestPort;
import fusion.movies.operator.nodes.NodeAddresses.Address;
import fusion.movies.operator.nodes.Pem;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeTest {

    private final CertificateAuthority authority = CertificateAuthority.create("a", Instant.now());
    private final CertificateAuthority other = CertificateAuthority.create("b", Instant.now());

    private static Address at(TestPort port) {
        return new Address("localhost", port.number());
    }

    private static X509Certificate certificate(CertificateAuthority.Issued issued) {
        return (X509Certificate) Pem.certificates(issued.certificate()).getFirst();
    }

    private TestCertificates files(CertificateAuthority.Issued leaf, String key) {
        return new TestCertificates(authority.certificatePem() + other.certificatePem(), leaf.certificate(), key);
    }

    @Test
    void aCertificateIsSeenWhoeverIssuedItAndEvenIfExpired() throws Exception {
        CertificateAuthority.Issued over =
                other.issue("node", List.of("elsewhere"), Instant.now().minus(Duration.ofDays(9)), Duration.ofDays(1));
        try (TestPort port = TestPort.tls(files(over, over.key()))) {
            assertThat(Handshake.presented(at(port))).isEqualTo(new Presented.Certificate(certificate(over)));
        }
    }

    @Test
    void aNodeListsTrustedCasOnItsSqlPort() throws Exception {
        CertificateAuthority.Issued leaf = authority.issue("node", List.of("localhost"), Instant.now());
        try (TestPort port = TestPort.sql(files(leaf, leaf.key()))) {
            assertThat(Handshake.trusted(at(port)))
                    .hasValueSatisfying(names -> assertThat(names)
                            .containsExactlyInAnyOrder(
                                    authority.certificate().getSubjectX500Principal(),
                                    other.certificate().getSubjectX500Principal()));
        }
    }

    @Test
    void aKeyThatDoesNotMatchItsCertificateIsDetected() throws Exception {
        CertificateAuthority.Issued leaf = authority.issue("node", List.of("localhost"), Instant.now());
        CertificateAuthority.Issued another = authority.issue("node", List.of("localhost"), Instant.now());
        try (TestPort port = TestPort.tls(files(leaf, another.key()))) {
            assertThat(Handshake.presented(at(port))).isEqualTo(new Presented.Unfit());
        }
    }

    @Test
    void aPortThatClosesConnectionsOrIsSilentOrClosedShowsNothing() throws Exception {
        try (TestPort port = TestPort.closing()) {
            assertThat(Handshake.presented(at(port))).isEqualTo(new Presented.Nothing());
            assertThat(Handshake.trusted(at(port))).isEmpty();
        }
        try (TestPort port = TestPort.silent()) {
            assertThat(Handshake.presented(at(port))).isEqualTo(new Presented.Nothing());
            assertThat(Handshake.trusted(at(port))).isEmpty();
        }
        Address shut;
        try (TestPort port = TestPort.silent()) {
            shut = at(port);
        }
        assertThat(Handshake.presented(shut)).isEqualTo(new Presented.Nothing());
        assertThat(Handshake.trusted(shut)).isEmpty();
    }
}

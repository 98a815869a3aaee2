package fusion.movies.operator.certificates;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The certificates of a server that someone else runs on this machine, PEM.
 *
 * @param authority what a client checks it against
 */
public record TestCertificates(String authority, String certificate, String key) {

    public static TestCertificates create() {
        CertificateAuthority authority = CertificateAuthority.create("a server of someone else", Instant.now());
        CertificateAuthority.Issued issued = authority.issue("node", List.of("localhost"), Instant.now());
        return new TestCertificates(authority.certificatePem(), issued.certificate(), issued.key());
    }

    /** Keys of the Secret of a stack's authority; it is valid, and to be replaced. */
    public static Map<String, String> authorityNearItsEnd() {
        CertificateAuthority authority =
                CertificateAuthority.create("near its end", Instant.now(), Duration.ofDays(50));
        return Map.of("ca.crt", authority.certificatePem(), "ca.key", authority.keyPem());
    }
}

package fusion.movies.operator.certificates;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The certificates of an external server on this machine, PEM.
 *
 * @param authority the CA certificate for clients
 */
public record TestCertificates(String authority, String certificate, String key) {

    public static TestCertificates create() {
        CertificateAuthority authority = CertificateAuthority.create("a server of someone else", Instant.now());
        CertificateAuthority.Issued issued = authority.issue("node", List.of("localhost"), Instant.now());
        return new TestCertificates(authority.certificatePem(), issued.certificate(), issued.key());
    }

    /** Content of the Secret of a stack's CA, which is valid but due for replacement. */
    public static Map<String, String> authorityNearItsEnd() {
        CertificateAuthority authority =
                CertificateAuthority.create("near its end", Instant.now(), Duration.ofDays(50));
        return Map.of("ca.crt", authority.certificatePem(), "ca.key", authority.keyPem());
    }
}

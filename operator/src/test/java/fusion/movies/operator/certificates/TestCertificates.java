package fusion.movies.operator.certificates;

import java.time.Instant;
import java.util.List;

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
}

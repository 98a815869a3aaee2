package fusion.movies.operator.certificates;

import fusion.movies.operator.certificates.CertificateAuthority.Issued;
import fusion.movies.operator.stack.StackNames;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A CA that is not the operator's, and the Secrets with its certificates. */
public final class TestAuthority {

    private static final String DOMAIN = "cluster.local";

    private final CertificateAuthority authority;

    private TestAuthority(CertificateAuthority authority) {
        this.authority = authority;
    }

    public static TestAuthority create(String name) {
        return new TestAuthority(CertificateAuthority.create(name, Instant.now().minus(Duration.ofDays(400))));
    }

    /** Another CA of the same name. */
    public TestAuthority namesake() {
        return new TestAuthority(CertificateAuthority.create(
                authority.certificate().getSubjectX500Principal(), Instant.now(), Duration.ofDays(3650)));
    }

    public String certificate() {
        return authority.certificatePem();
    }

    /** The nodes' TLS Secret, as cert-manager writes it. */
    public Map<String, String> node(String namespace, String stack) {
        return leaf("node", names(namespace, stack));
    }

    public static List<String> names(String namespace, String stack) {
        return Leaf.names(new StackNames(namespace, stack), DOMAIN).get(Leaf.NODE);
    }

    public Map<String, String> root() {
        return leaf("root", List.of());
    }

    public Map<String, String> leaf(String commonName, List<String> names) {
        return secret(authority.issue(commonName, names, Instant.now()));
    }

    /** A certificate that was valid until yesterday. */
    public Map<String, String> expired(String commonName, List<String> names) {
        return secret(
                authority.issue(commonName, names, Instant.now().minus(Duration.ofDays(31)), Duration.ofDays(30)));
    }

    /** A certificate with one of thirty days left. */
    public Map<String, String> nearItsEnd(String commonName, List<String> names) {
        return secret(
                authority.issue(commonName, names, Instant.now().minus(Duration.ofDays(29)), Duration.ofDays(30)));
    }

    private Map<String, String> secret(Issued issued) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("tls.crt", issued.certificate());
        texts.put("tls.key", issued.key());
        texts.put("ca.crt", certificate());
        return texts;
    }
}

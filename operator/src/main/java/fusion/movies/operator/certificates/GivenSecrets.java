package fusion.movies.operator.certificates;

import fusion.movies.operator.certificates.CertificateAuthority.Issued;
import fusion.movies.operator.nodes.Pem;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepException;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.Secret;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Provided Secrets with certificates, with CockroachDB's file names ({@code node.crt}) or as a TLS Secret ({@code
 * tls.crt}). Verified before a node reads them; the step ends if one is unusable.
 */
final class GivenSecrets {

    private static final String TLS_CERTIFICATE = "tls.crt";
    private static final String TLS_KEY = "tls.key";

    private final StackNames names;
    private final StackObjects objects;
    private final String clusterDomain;
    private final Instant now;

    GivenSecrets(StackNames names, StackObjects objects, String clusterDomain, Instant now) {
        this.names = names;
        this.objects = objects;
        this.clusterDomain = clusterDomain;
        this.now = now;
    }

    /**
     * @param authorities name of the Secret with {@code ca.crt}; empty: the nodes' Secret
     * @param renewal who renews the leaves
     */
    GivenCertificates read(Optional<String> authorities, PerLeaf<String> secrets, String renewal) {
        LeafCheck node = leaf(Leaf.NODE, secrets.node());
        LeafCheck root = leaf(Leaf.ROOT, secrets.root());
        String authoritySecret = authorities.orElse(secrets.node());
        List<X509Certificate> trusted = authorities(authoritySecret);
        node.check(trusted, authoritySecret, Leaf.required(names, clusterDomain), now);
        root.check(trusted, authoritySecret, List.of(), now);
        return new GivenCertificates(trusted, new PerLeaf<>(node.issued(), root.issued()), Optional.empty(), renewal);
    }

    private LeafCheck leaf(Leaf leaf, String name) {
        Secret secret = secret(name, leaf.words());
        boolean hasFiles = SecretData.text(secret, leaf.certificateFile()).isPresent();
        String certificateKey = hasFiles ? leaf.certificateFile() : TLS_CERTIFICATE;
        String keyKey = hasFiles ? leaf.keyFile() : TLS_KEY;
        String certificate = text(secret, certificateKey, leaf.words());
        String key = text(secret, keyKey, "the key of " + leaf.words());
        return new LeafCheck(
                leaf,
                name,
                certificateKey,
                keyKey,
                certificates(certificate, name, certificateKey),
                new Issued(certificate, key));
    }

    private List<X509Certificate> authorities(String name) {
        Secret secret = secret(name, "the CA's certificate");
        String key = CertificateSecrets.CA_CERTIFICATE;
        String pem = SecretData.text(secret, key)
                .orElseThrow(() -> failed(
                        "SecretIncomplete",
                        "Secret '" + name + "' has no key ca.crt. Put the CA's certificate there, or name a"
                                + " Secret that has it in database.certificates.caSecretRef."));
        List<X509Certificate> found = certificates(pem, name, key);
        if (found.stream().anyMatch(certificate -> certificate.getBasicConstraints() < 0)) {
            throw failed(
                    "SecretInvalid",
                    "Secret '" + name + "', key ca.crt, has a certificate that is not a CA's. Put only CA"
                            + " certificates there.");
        }
        List<X509Certificate> valid = found.stream()
                .filter(certificate -> certificate.getNotAfter().toInstant().isAfter(now))
                .toList();
        if (valid.isEmpty()) {
            throw failed(
                    "CertificateExpired",
                    "Secret '" + name + "', key ca.crt: the CA expired on "
                            + LeafCheck.day(found.getFirst().getNotAfter()) + ". Renew it.");
        }
        return valid;
    }

    private Secret secret(String name, String content) {
        if (List.of(names.authority(), names.nodeCertificate(), names.rootCertificate())
                .contains(name)) {
            throw failed(
                    "SecretInvalid",
                    "Secret '" + name
                            + "' is the one that the operator writes for the nodes. Use a Secret with another"
                            + " name in database.certificates.");
        }
        return objects.users(Secret.class, name)
                .orElseThrow(() -> failed(
                        "SecretMissing",
                        "Secret '" + name + "' does not exist in namespace '" + names.namespace() + "'. Create it with "
                                + content + "."));
    }

    private static String text(Secret secret, String key, String content) {
        return SecretData.text(secret, key)
                .orElseThrow(() -> failed(
                        "SecretIncomplete",
                        "Secret '" + secret.getMetadata().getName() + "' has no key " + key + ". Put " + content
                                + " there, PEM."));
    }

    private static List<X509Certificate> certificates(String pem, String secret, String key) {
        try {
            return Pem.certificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw failed(
                    "SecretInvalid",
                    "Secret '" + secret + "', key " + key + ", " + e.getMessage() + " Put a certificate there.");
        }
    }

    static StepException failed(String reason, String message) {
        return new StepException(new StepResult.Failed(reason, message));
    }
}

package fusion.movies.operator.certificates;

import fusion.movies.operator.stack.SecretData;
import io.fabric8.kubernetes.api.model.Secret;

/**
 * The certificate that the operator logs in to the database with, as PEM.
 *
 * @param authority one CA certificate, or during a CA change the new one and the former
 */
public record RootCertificate(String authority, String certificate, String key) {

    static RootCertificate of(Secret secret) {
        return new RootCertificate(
                SecretData.text(secret, CertificateSecrets.CA_CERTIFICATE).orElseThrow(),
                SecretData.text(secret, Leaf.ROOT.certificateFile()).orElseThrow(),
                SecretData.text(secret, Leaf.ROOT.keyFile()).orElseThrow());
    }

    @Override
    public String toString() {
        return "RootCertificate[]";
    }
}

package fusion.movies.operator.certificates;

import fusion.movies.operator.stack.SecretData;
import io.fabric8.kubernetes.api.model.Secret;

/** What the operator connects to the database with, as PEM. */
public record RootCertificate(String authority, String certificate, String key) {

    static RootCertificate of(Secret secret) {
        return new RootCertificate(
                SecretData.text(secret, CertificateSecrets.CA_CERTIFICATE).orElseThrow(),
                SecretData.text(secret, CertificateSecrets.ROOT + ".crt").orElseThrow(),
                SecretData.text(secret, CertificateSecrets.ROOT + ".key").orElseThrow());
    }

    @Override
    public String toString() {
        return "RootCertificate[]";
    }
}

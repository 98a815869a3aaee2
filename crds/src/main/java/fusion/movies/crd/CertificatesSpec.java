package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Certificates that the operator does not issue: from Secrets of the user, or from a cert-manager issuer. */
@ValidationRule(
        value = "has(self.issuerRef) != (has(self.nodeSecretRef) || has(self.rootSecretRef))",
        message = "certificates needs either issuerRef, an issuer of cert-manager, or nodeSecretRef and rootSecretRef,"
                + " Secrets of your own. To let the operator issue them, remove certificates")
@ValidationRule(
        value = "has(self.nodeSecretRef) == has(self.rootSecretRef)",
        message = "nodeSecretRef and rootSecretRef belong together: the nodes' certificate and that of the user root,"
                + " which the operator logs in with")
@JsonIgnoreProperties(ignoreUnknown = true)
public record CertificatesSpec(
        @JsonPropertyDescription(
                "Secret with the key ca.crt: the CA certificates to verify the certificates with. Absent: ca.crt "
                        + "of the Secret with the nodes' certificate.")
        @Nullable
        SecretRef caSecretRef,

        @JsonPropertyDescription(
                "Secret with the nodes' certificate and its key, PEM: tls.crt and tls.key, or node.crt and node.key.")
        @Nullable
        SecretRef nodeSecretRef,

        @JsonPropertyDescription(
                "Secret with root's client certificate and its key, PEM: tls.crt and tls.key, or client.root.crt and "
                        + "client.root.key.")
        @Nullable
        SecretRef rootSecretRef,

        @JsonPropertyDescription("The cert-manager issuer of both certificates.") @Nullable
        IssuerRef issuerRef) {

    /** A reference to an issuer, with the fields of cert-manager's issuerRef. */
    @ValidationRule(
            value = "self.name.matches(r'^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
            message = "name must be the name of an issuer: lower-case letters, digits, hyphens and dots",
            fieldPath = ".name")
    @ValidationRule(
            value = "(has(self.group) && self.group != 'cert-manager.io') || !has(self.kind)"
                    + " || self.kind in ['Issuer', 'ClusterIssuer']",
            message = "kind must be Issuer or ClusterIssuer, unless group is that of an external issuer",
            fieldPath = ".kind")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record IssuerRef(
            @JsonPropertyDescription("Name of the issuer.") @Required @Size(max = 253)
            String name,

            @JsonPropertyDescription(
                    "Issuer (in the stack's namespace), ClusterIssuer, or the kind of an external issuer. Absent: Issuer.")
            @Size(min = 1, max = 63)
            String kind,

            @JsonPropertyDescription("API group of the issuer. Absent: cert-manager.io.") @Size(min = 1, max = 253)
            String group) {

        public IssuerRef {
            kind = kind == null ? "Issuer" : kind;
            group = group == null ? "cert-manager.io" : group;
        }
    }
}

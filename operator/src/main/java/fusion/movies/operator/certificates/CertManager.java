package fusion.movies.operator.certificates;

import fusion.movies.crd.CertificatesSpec.IssuerRef;
import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepException;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Certificates that the operator requests from cert-manager. */
final class CertManager {

    private CertManager() {}

    /** Applies the desired Certificates. */
    static Map<Leaf, GenericKubernetesResource> request(
            MoviesStack stack, IssuerRef issuer, String clusterDomain, StackObjects objects) {
        Map<Leaf, GenericKubernetesResource> requested = new EnumMap<>(Leaf.class);
        for (Leaf leaf : Leaf.values()) {
            requested.put(
                    leaf,
                    objects.applyUncached(
                                    CertManagerCertificate.KIND,
                                    CertManagerCertificate.of(stack, leaf, issuer, clusterDomain))
                            .orElseThrow(() -> GivenSecrets.failed(
                                    "CertManagerMissing",
                                    "database.certificates.issuerRef names a cert-manager issuer, but the cluster"
                                            + " has no resource certificates.cert-manager.io. Install"
                                            + " cert-manager, set Secrets in database.certificates, or remove it.")));
        }
        return requested;
    }

    /** Names of the Secrets that it writes. */
    static PerLeaf<String> secrets(StackNames names) {
        return PerLeaf.of(leaf -> CertManagerCertificate.secret(names, leaf));
    }

    /** Why one of its Secrets is unusable: not issued yet, or not as requested. */
    static StepException explain(
            Map<Leaf, GenericKubernetesResource> requested, IssuerRef issuer, StepException found) {
        return requested.values().stream()
                .filter(certificate -> !"True".equals(ready(certificate).get("status")))
                .findFirst()
                .map(certificate -> new StepException(notIssued(certificate, issuer)))
                .orElse(found);
    }

    private static StepResult notIssued(GenericKubernetesResource certificate, IssuerRef issuer) {
        Object message = ready(certificate).get("message");
        String words = message == null
                ? "cert-manager has not reported anything. Check that its controller runs"
                : message.toString();
        return new StepResult.Waiting(
                "CertificateNotIssued",
                "Certificate '" + certificate.getMetadata().getName() + "' was not issued yet by " + issuer.kind()
                        + " '" + issuer.name() + "': " + words + (words.endsWith(".") ? "" : "."));
    }

    private static Map<?, ?> ready(GenericKubernetesResource certificate) {
        List<?> conditions = Optional.<Object>ofNullable(certificate.get("status", "conditions"))
                .map(found -> (List<?>) found)
                .orElse(List.of());
        return conditions.stream()
                .map(found -> (Map<?, ?>) found)
                .filter(found -> "Ready".equals(found.get("type")))
                .findFirst()
                .orElse(Map.of());
    }

    /**
     * Deletes the Certificates if the spec no longer requests them, and leaves their Secrets to the user. The Secrets'
     * labels show that it requested them before.
     */
    static void withdraw(StackNames names, StackObjects objects) {
        for (Leaf leaf : Leaf.values()) {
            objects.find(Secret.class, CertManagerCertificate.secret(names, leaf))
                    .ifPresent(secret -> {
                        objects.removeUncached(CertManagerCertificate.KIND, leaf.secret(names));
                        objects.release(secret);
                    });
        }
    }
}

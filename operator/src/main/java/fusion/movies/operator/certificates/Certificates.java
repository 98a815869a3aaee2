package fusion.movies.operator.certificates;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.GeneratedSecret;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.Observation;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The stack's certificate authority, and what it issues to the nodes and to root. */
public final class Certificates {

    private final String clusterDomain;
    private final Clock clock;

    public Certificates(String clusterDomain, Clock clock) {
        this.clusterDomain = clusterDomain;
        this.clock = clock;
    }

    /**
     * What later steps need of the certificates.
     *
     * @param nodeFingerprint another one for another certificate of the nodes
     */
    public record Issued(StepResult result, RootCertificate root, String nodeFingerprint) implements Observation {}

    public Issued reconcile(MoviesStack stack, StackObjects objects) {
        StackNames names = StackNames.of(stack);
        Instant now = clock.instant();
        List<String> nodeNames = CertificateSecrets.nodeNames(names, clusterDomain);
        Secret authority = GeneratedSecret.apply(
                objects,
                metadata(stack, names.authority()),
                secret -> CertificateSecrets.isGood(secret, now),
                () -> CertificateSecrets.authority(stack, now));
        Secret node = GeneratedSecret.apply(
                objects,
                metadata(stack, names.nodeCertificate()),
                secret -> CertificateSecrets.isGood(secret, CertificateSecrets.NODE, authority, nodeNames, now),
                () -> CertificateSecrets.node(stack, authority, clusterDomain, now));
        Secret root = GeneratedSecret.apply(
                objects,
                metadata(stack, names.rootCertificate()),
                secret -> CertificateSecrets.isGood(secret, CertificateSecrets.ROOT, authority, List.of(), now),
                () -> CertificateSecrets.root(stack, authority, now));
        return new Issued(
                new StepResult.Done(
                        "Issued",
                        "The nodes' certificate is valid until " + day(node, CertificateSecrets.NODE)
                                + ", root's until " + day(root, CertificateSecrets.ROOT)
                                + "; both are renewed by themselves."),
                RootCertificate.of(root),
                fingerprint(node.getData().get(CertificateSecrets.NODE + ".crt")));
    }

    private static ObjectMeta metadata(MoviesStack stack, String name) {
        return Metadata.of(stack, name, Labels.DATABASE);
    }

    private static String fingerprint(String pem) {
        return UUID.nameUUIDFromBytes(pem.getBytes(StandardCharsets.US_ASCII)).toString();
    }

    private static LocalDate day(Secret secret, String file) {
        Instant expiry = CertificateSecrets.expiry(secret, file);
        return LocalDate.ofInstant(expiry, ZoneOffset.UTC);
    }
}

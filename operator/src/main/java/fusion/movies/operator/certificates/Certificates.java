package fusion.movies.operator.certificates;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.GeneratedSecret;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** First step: the stack's certificate authority, and what it issues to the nodes and to root. */
public final class Certificates {

    private final GeneratedSecret authority;
    private final GeneratedSecret node;
    private final GeneratedSecret root;

    public Certificates(String clusterDomain, Clock clock) {
        authority = new GeneratedSecret(
                StackNames::authority,
                (stack, context) -> CertificateSecrets.authority(stack, clock.instant()),
                (secret, stack, context) -> CertificateSecrets.isGood(secret, clock.instant()));
        node = new GeneratedSecret(
                StackNames::nodeCertificate,
                (stack, context) ->
                        CertificateSecrets.node(stack, authority(stack, context), clusterDomain, clock.instant()),
                (secret, stack, context) -> CertificateSecrets.isGood(
                        secret,
                        CertificateSecrets.NODE,
                        authority(stack, context),
                        CertificateSecrets.nodeNames(StackNames.of(stack), clusterDomain),
                        clock.instant()));
        root = new GeneratedSecret(
                StackNames::rootCertificate,
                (stack, context) -> CertificateSecrets.root(stack, authority(stack, context), clock.instant()),
                (secret, stack, context) -> CertificateSecrets.isGood(
                        secret, CertificateSecrets.ROOT, authority(stack, context), List.of(), clock.instant()));
    }

    /** The Secrets, for their event source. */
    public List<GeneratedSecret> secrets() {
        return List.of(authority, node, root);
    }

    /**
     * What later steps need of the certificates.
     *
     * @param nodeFingerprint another one for another certificate of the nodes
     */
    public record Issued(StepResult result, RootCertificate root, String nodeFingerprint) {}

    public Issued reconcile(MoviesStack stack, Context<MoviesStack> context) {
        authority.apply(stack, context);
        Secret nodeSecret = node.apply(stack, context);
        Secret rootSecret = root.apply(stack, context);
        return new Issued(
                StepResult.done(
                        "Issued",
                        "The nodes' certificate is valid until " + day(nodeSecret, CertificateSecrets.NODE)
                                + ", root's until " + day(rootSecret, CertificateSecrets.ROOT)
                                + "; both are renewed by themselves."),
                RootCertificate.of(rootSecret),
                fingerprint(nodeSecret.getData().get(CertificateSecrets.NODE + ".crt")));
    }

    private Secret authority(MoviesStack stack, Context<MoviesStack> context) {
        return authority.getSecondaryResource(stack, context).orElseThrow();
    }

    private static String fingerprint(String pem) {
        return UUID.nameUUIDFromBytes(pem.getBytes(StandardCharsets.US_ASCII)).toString();
    }

    private static LocalDate day(Secret secret, String file) {
        Instant expiry = CertificateSecrets.expiry(secret, file);
        return LocalDate.ofInstant(expiry, ZoneOffset.UTC);
    }
}

package fusion.movies.operator.certificates;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.stack.Observation;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepException;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.stack.Writes;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The step of certificates: issues or reads the stack's CA and the certificates of nodes and root, and makes the nodes
 * use them.
 */
public final class Certificates {

    private static final int ATTEMPTS = 3;

    private final String clusterDomain;
    private final RunningNodes nodes;
    private final Clock clock;
    private final CertificateExpiry expiry;

    public Certificates(String clusterDomain, NodeAddresses addresses, Clock clock, CertificateExpiry expiry) {
        this.clusterDomain = clusterDomain;
        this.nodes = new RunningNodes(addresses);
        this.clock = clock;
        this.expiry = expiry;
    }

    /**
     * What later steps need to know about the certificates.
     *
     * @param expires when the first of them expires
     */
    public record Issued(StepResult result, RootCertificate root, Instant expires) implements Observation {}

    public Issued reconcile(MoviesStack stack, StackObjects objects) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Issued> issued = round(stack, objects);
            if (issued.isPresent()) {
                return issued.get();
            }
        }
        throw new StepException(new StepResult.Waiting(
                "Conflict", "The certificates' Secrets keep being deleted; the operator issues them again."));
    }

    /** Empty if a Secret was deleted while the nodes were probed, which voids the plan. */
    private Optional<Issued> round(MoviesStack stack, StackObjects objects) {
        StackNames names = StackNames.of(stack);
        Instant now = clock.instant();
        StoredCertificates stored = StoredCertificates.read(names, objects);
        Writes problems = new Writes();
        Trust trust =
                stored.trust(new CertificateSource(stack, objects, clusterDomain, now).issuer(stored, problems), now);
        List<Pod> pods = RunningNodes.pods(objects);
        List<NodeSight> sights = nodes.look(names, pods, trust.isChanging());
        CertificatePlan plan = CertificatePlan.next(trust, stored, Leaf.names(names, clusterDomain), sights, now);

        return stored.become(stored.after(plan, stack, clusterDomain, now), objects)
                .map(written -> follow(written, plan, pods, sights, now, problems, objects));
    }

    /** Makes the nodes use the written certificates. */
    private Issued follow(
            StoredCertificates written,
            CertificatePlan plan,
            List<Pod> pods,
            List<NodeSight> sights,
            Instant now,
            Writes problems,
            StackObjects objects) {
        X509Certificate leaf = written.certificate(Leaf.NODE).orElseThrow();
        Reload.apply(behind(pods, sights, leaf, plan, now), version(written), problems, objects);
        StepResult found = new CertificateProgress(
                        plan, leaf, written.certificate(Leaf.ROOT).orElseThrow(), sights)
                .result();
        Map<String, Instant> ends = ends(plan, written);
        expiry.seen(new ResourceID(objects.stack(), objects.namespace()), ends);
        return new Issued(
                problems.beside(found),
                RootCertificate.of(written.leaf(Leaf.ROOT).orElseThrow()),
                Collections.min(ends.values()));
    }

    /** By their names in metrics. */
    private static Map<String, Instant> ends(CertificatePlan plan, StoredCertificates written) {
        Instant authority = plan.trust().issuer().authorities().stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Map.of(
                "ca", authority,
                "node", end(written, Leaf.NODE),
                "client-root", end(written, Leaf.ROOT));
    }

    private static Instant end(StoredCertificates written, Leaf leaf) {
        return written.certificate(leaf).orElseThrow().getNotAfter().toInstant();
    }

    private static List<Pod> behind(
            List<Pod> pods, List<NodeSight> sights, X509Certificate leaf, CertificatePlan plan, Instant now) {
        List<String> behind = sights.stream()
                .filter(sight -> sight.isBehind(leaf, plan.trust()) && plan.mayReload(sight, now))
                .map(NodeSight::pod)
                .toList();
        return pods.stream()
                .filter(pod -> behind.contains(pod.getMetadata().getName()))
                .toList();
    }

    private static String version(StoredCertificates stored) {
        Secret node = stored.leaf(Leaf.NODE).orElseThrow();
        String text = SecretData.text(node, CertificateSecrets.CA_CERTIFICATE).orElseThrow()
                + SecretData.text(node, Leaf.NODE.certificateFile()).orElseThrow();
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.US_ASCII)).toString();
    }
}

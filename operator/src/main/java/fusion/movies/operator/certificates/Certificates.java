package fusion.movies.operator.certificates;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.stack.Observation;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.stack.Writes;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The stack's certificate authority, what it issues to the nodes and to root, and that the nodes use it. */
public final class Certificates {

    private final String clusterDomain;
    private final RunningNodes nodes;
    private final Clock clock;

    public Certificates(String clusterDomain, NodeAddresses addresses, Clock clock) {
        this.clusterDomain = clusterDomain;
        this.nodes = new RunningNodes(addresses);
        this.clock = clock;
    }

    /** What later steps need of the certificates. */
    public record Issued(StepResult result, RootCertificate root) implements Observation {}

    public Issued reconcile(MoviesStack stack, StackObjects objects) {
        StackNames names = StackNames.of(stack);
        Instant now = clock.instant();
        StoredCertificates stored = StoredCertificates.read(names, objects);
        Trust trust = stored.trust(fresh -> CertificateAuthority.create(commonName(names), fresh), now);
        List<Pod> pods = RunningNodes.pods(objects);
        List<NodeSight> sights = nodes.look(names, pods, trust.isChanging());
        CertificatePlan plan = CertificatePlan.next(trust, stored, Leaf.names(names, clusterDomain), sights, now);

        StoredCertificates written = apply(stored.after(plan, stack, clusterDomain, now), objects);
        X509Certificate leaf = written.certificate(Leaf.NODE).orElseThrow();
        Writes reloads = new Writes();
        Reload.apply(behind(pods, sights, leaf, plan, now), version(written), reloads, objects);
        StepResult found = new CertificateProgress(
                        plan, leaf, written.certificate(Leaf.ROOT).orElseThrow(), sights)
                .result();
        return new Issued(
                reloads.beside(found), RootCertificate.of(written.leaves().get(Leaf.ROOT)));
    }

    /** The authority first: whoever issues must be known before what it issued. */
    private static StoredCertificates apply(StoredCertificates wanted, StackObjects objects) {
        Optional<Secret> authority = wanted.authority().map(objects::apply);
        Map<Leaf, Secret> leaves = new EnumMap<>(Leaf.class);
        wanted.leaves().forEach((leaf, secret) -> leaves.put(leaf, objects.apply(secret)));
        return new StoredCertificates(authority, leaves);
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

    private static String commonName(StackNames names) {
        return names.namespace() + "/" + names.stack() + " database";
    }

    private static String version(StoredCertificates stored) {
        Secret node = stored.leaves().get(Leaf.NODE);
        String text = SecretData.text(node, CertificateSecrets.CA_CERTIFICATE).orElseThrow()
                + SecretData.text(node, Leaf.NODE.certificateFile()).orElseThrow();
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.US_ASCII)).toString();
    }
}

package fusion.movies.operator.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.certificates.NodeSight.Presented;
import fusion.movies.operator.nodes.Pem;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.Stacks;
import io.fabric8.kubernetes.api.model.Secret;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A model of a stack's Secrets, the certificates in its nodes' memory, and what its slowest pod has read, over rounds
 * of the operator.
 */
final class ModelStack {

    static final Instant BEGIN = Instant.parse("2026-11-24T10:00:00Z");
    static final Duration ROUND = Duration.ofSeconds(10);

    private static final String DOMAIN = "cluster.local";
    private static final MoviesStack STACK = Stacks.withSpec("{}");
    static final PerLeaf<List<String>> NAMES = Leaf.names(StackNames.of(STACK), DOMAIN);

    /** A node's memory and state. */
    static final class Node {
        X509Certificate leaf;
        List<X509Certificate> trusted;
        boolean answers = true;
        boolean gets = true;
        int reloads;
    }

    StoredCertificates stored = new StoredCertificates(Optional.empty(), Map.of());
    Instant now = BEGIN;
    List<Node> nodes = List.of();
    Optional<GivenCertificates> given = Optional.empty();
    CertificatePlan plan;
    private final TreeMap<Instant, List<X509Certificate>> authoritiesOverTime = new TreeMap<>();

    /** Issued certificates, and three nodes that started with them. */
    static ModelStack running() {
        ModelStack model = new ModelStack();
        model.round();
        model.nodes = List.of(new Node(), new Node(), new Node());
        model.nodes.forEach(model::restart);
        return model;
    }

    /** The same with a CA that is about to expire, and leaves that are still valid. */
    static ModelStack nearTheEndOfItsAuthority() {
        ModelStack model = new ModelStack();
        CertificateAuthority old = CertificateAuthority.create("films/movies database", BEGIN, Duration.ofDays(50));
        CertificatePlan former = new CertificatePlan(
                new Trust(old, List.of(), Optional.empty()), EnumSet.allOf(Leaf.class), CertificatePlan.Step.NONE);
        model.stored = model.stored.after(former, STACK, DOMAIN, BEGIN);
        model.authoritiesOverTime.put(BEGIN.minus(Duration.ofDays(1)), model.trustedBy(model.authority()));
        model.nodes = List.of(new Node(), new Node(), new Node());
        model.nodes.forEach(model::restart);
        return model;
    }

    void round() {
        Trust trust = stored.trust(issuer(), now);
        plan = CertificatePlan.next(trust, stored, NAMES, sights(trust.isChanging()), now);
        List<NodeSight> sights = sights(trust.isChanging());
        stored = stored.after(plan, STACK, DOMAIN, now);
        authoritiesOverTime.put(now, trustedBy(authority()));
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (sights.get(i).isBehind(leaf(), plan.trust()) && plan.mayReload(sights.get(i), now) && node.gets) {
                node.reloads++;
                restart(node);
            }
        }
        now = now.plus(ROUND);
    }

    private Issuer issuer() {
        return given.<Issuer>map(certificates -> certificates)
                .orElseGet(() ->
                        stored.ownAuthority(begun -> CertificateAuthority.create("films/movies database", begun), now));
    }

    /** The node reads the Secret. */
    void restart(Node node) {
        node.leaf = leaf();
        node.trusted = trustedBy(stored.leaves().get(Leaf.NODE));
    }

    void loseAuthority() {
        stored = new StoredCertificates(Optional.empty(), stored.leaves());
    }

    void lose(Leaf leaf) {
        Map<Leaf, Secret> left = new EnumMap<>(stored.leaves());
        left.remove(leaf);
        stored = new StoredCertificates(stored.authority(), left);
    }

    List<NodeSight> sights(boolean asked) {
        List<NodeSight> sights = new ArrayList<>();
        for (Node node : nodes) {
            sights.add(new NodeSight(
                    "movies-db-" + sights.size(),
                    node.answers ? new Presented.Certificate(node.leaf) : new Presented.Nothing(),
                    node.answers && asked
                            ? Optional.of(node.trusted.stream()
                                    .map(X509Certificate::getSubjectX500Principal)
                                    .collect(Collectors.toSet()))
                            : Optional.empty()));
        }
        return sights;
    }

    X509Certificate leaf() {
        return stored.certificate(Leaf.NODE).orElseThrow();
    }

    X509Certificate root() {
        return stored.certificate(Leaf.ROOT).orElseThrow();
    }

    Secret authority() {
        return stored.authority().orElseThrow();
    }

    List<X509Certificate> trustedBy(Secret secret) {
        return Pem.certificates(SecretData.text(secret, CertificateSecrets.CA_CERTIFICATE)
                        .orElseThrow())
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    /** A single CA, which issued all certificates in use. */
    void assertSettled() {
        assertThat(plan.step()).isEqualTo(CertificatePlan.Step.NONE);
        X509Certificate authority =
                assertThat(trustedBy(authority())).singleElement().actual();
        assertThat(authority().getMetadata().getAnnotations()).isNullOrEmpty();
        assertThat(CertificateAuthority.isIssuer(authority, leaf())).isTrue();
        assertThat(CertificateAuthority.isIssuer(authority, root())).isTrue();
        assertThat(nodes).allSatisfy(node -> {
            assertThat(node.leaf).isEqualTo(leaf());
            assertThat(node.trusted).containsExactly(authority);
        });
        stored.leaves().values().forEach(secret -> assertThat(trustedBy(secret)).containsExactly(authority));
    }

    /**
     * Every node can connect to every other, and so can the operator and the pod that read its Secret the longest ago.
     */
    void assertAllConnect() {
        for (Node server : nodes) {
            for (Node client : nodes) {
                assertTrusted(server.leaf, client.trusted, "a node presents to a node");
                assertTrusted(client.leaf, server.trusted, "a node shows to a node");
            }
            assertTrusted(root(), server.trusted, "root shows to a node");
            assertTrusted(server.leaf, trustedBy(stored.leaves().get(Leaf.ROOT)), "a node presents to the operator");
            assertTrusted(server.leaf, readBySlowestPod(), "a node presents to the API");
        }
    }

    private List<X509Certificate> readBySlowestPod() {
        Instant read = now.minus(Trust.UNTIL_PODS_READ);
        return Optional.ofNullable(authoritiesOverTime.floorEntry(read))
                .orElseGet(authoritiesOverTime::firstEntry)
                .getValue();
    }

    private static void assertTrusted(X509Certificate leaf, List<X509Certificate> trusted, String what) {
        // By name, because this runs often and each CA has a unique name.
        assertThat(trusted)
                .as(what)
                .anyMatch(authority -> authority.getSubjectX500Principal().equals(leaf.getIssuerX500Principal()));
    }
}

package fusion.movies.operator.certificates;

import fusion.movies.operator.certificates.StoredCertificates.Standing;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The next content of the Secrets. A CA change takes three steps, each verified on the nodes before the next one: trust
 * the new CA in addition to the former; issue the certificates of the nodes and then of root from the new one; distrust
 * the former. The current step is derived from the Secrets and from the nodes' handshakes.
 *
 * @param issue leaves to issue now
 */
record CertificatePlan(Trust trust, Set<Leaf> issue, Step step) {

    enum Step {
        NONE,
        /** All start to trust the new CA. */
        TRUST_BOTH,
        /** The nodes, then root, switch to certificates of the new CA. */
        CHANGE_LEAVES,
        /** Nodes stop trusting the former CA. */
        TRUST_NEW_ALONE
    }

    /**
     * @param names the names that each leaf must have
     */
    static CertificatePlan next(
            Trust trust, StoredCertificates stored, PerLeaf<List<String>> names, List<NodeSight> nodes, Instant now) {
        Standing node = stored.standing(Leaf.NODE, names.node(), trust, now);
        Standing root = stored.standing(Leaf.ROOT, names.root(), trust, now);
        boolean presented = node == Standing.GOOD
                && nodes.stream()
                        .allMatch(sight ->
                                sight.presents(stored.certificate(Leaf.NODE).orElseThrow()));
        boolean trusted = trust.isReadByPods(now) && nodes.stream().allMatch(sight -> sight.trusts(trust.issuer()));

        Set<Leaf> issue = EnumSet.noneOf(Leaf.class);
        if (node == Standing.UNUSABLE || (node == Standing.OF_ANOTHER && trusted)) {
            issue.add(Leaf.NODE);
        }
        if (root == Standing.UNUSABLE || (root == Standing.OF_ANOTHER && presented)) {
            issue.add(Leaf.ROOT);
        }
        if (!trust.isChanging()) {
            return new CertificatePlan(trust, issue, Step.NONE);
        }
        if (trust.others().isEmpty() || (presented && root == Standing.GOOD)) {
            Trust alone = trust.issuerAlone();
            return nodes.stream().allMatch(sight -> sight.trustsExactly(alone))
                    ? new CertificatePlan(alone.settled(), issue, Step.NONE)
                    : new CertificatePlan(alone, issue, Step.TRUST_NEW_ALONE);
        }
        boolean changes = node == Standing.GOOD || issue.contains(Leaf.NODE);
        return new CertificatePlan(trust, issue, changes ? Step.CHANGE_LEAVES : Step.TRUST_BOTH);
    }

    /**
     * Whether a node should reload the Secret's files now. If the former CA's certificate was lost with its Secret, the
     * nodes keep the one in memory until pods trust the new CA.
     */
    boolean mayReload(NodeSight sight, Instant now) {
        return step != Step.CHANGE_LEAVES || trust.isReadByPods(now) || !sight.presentsValid(now);
    }
}

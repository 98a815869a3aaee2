package fusion.movies.operator.certificates;

import fusion.movies.operator.stack.StepResult;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;

/** Describes how many nodes use the Secrets' content. */
record CertificateProgress(CertificatePlan plan, X509Certificate node, X509Certificate root, List<NodeSight> sights) {

    private static final String AUTHORITY = "The CA is being replaced without a restart, step ";

    StepResult result() {
        return switch (plan.step()) {
            case NONE -> reloading();
            case TRUST_BOTH ->
                changing("1 of 3: the new one is trusted in addition to the former. "
                        + count(sight -> sight.trusts(plan.trust().issuer()), "trust")
                        + " it; the API's pods read it within " + Trust.UNTIL_PODS_READ.toMinutes()
                        + " minutes.");
            case CHANGE_LEAVES ->
                changing("2 of 3: nodes and root switch to certificates of the new one. "
                        + count(sight -> sight.presents(node), "present") + " theirs.");
            case TRUST_NEW_ALONE ->
                changing("3 of 3: the former one is no longer trusted. "
                        + count(sight -> sight.trustsExactly(plan.trust()), "trust") + " only the new one.");
        };
    }

    private StepResult reloading() {
        boolean areBehind = sights.stream().anyMatch(sight -> sight.isBehind(node, plan.trust()));
        return areBehind
                ? new StepResult.Changing(
                        "Reloading",
                        count(sight -> sight.presents(node), "present")
                                + " the new certificate; the others reload it without a restart.")
                : new StepResult.Done(
                        "Issued",
                        "The nodes' certificate is valid until " + day(node) + ", root's until " + day(root) + "; "
                                + plan.trust().issuer().renewal() + ".");
    }

    private static StepResult changing(String step) {
        return new StepResult.Changing("AuthorityChanging", AUTHORITY + step);
    }

    private String count(Predicate<NodeSight> done, String verb) {
        int all = sights.size();
        return sights.stream().filter(done).count() + " of " + all
                + (all == 1 ? " node " + verb + "s" : " nodes " + verb);
    }

    private static LocalDate day(X509Certificate certificate) {
        return LocalDate.ofInstant(certificate.getNotAfter().toInstant(), ZoneOffset.UTC);
    }
}

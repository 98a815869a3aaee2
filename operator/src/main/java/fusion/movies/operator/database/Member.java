package fusion.movies.operator.database;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node as the cluster knows it. Its id is assigned in order of joining and unrelated to its pod; its address names
 * the pod.
 *
 * @param address absent if the cluster no longer reports it
 */
record Member(int id, @Nullable String address, boolean live, Membership membership, boolean draining) {

    enum Membership {
        ACTIVE,
        DECOMMISSIONING,
        DECOMMISSIONED
    }

    /** All members, including those that are gone. */
    record Members(List<Member> all) {

        /** The node that a pod runs: among several with its address the live one, else the last one that joined. */
        Optional<Member> of(String pod) {
            return all.stream()
                    .filter(member ->
                            member.address() != null && member.address().startsWith(pod + "."))
                    .max(Comparator.comparing(Member::live).thenComparing(Member::id));
        }

        /** Whether there may be a node whose pod is unknown. */
        boolean hasNameless() {
            return all.stream()
                    .anyMatch(member -> member.address() == null && member.membership() != Membership.DECOMMISSIONED);
        }
    }
}

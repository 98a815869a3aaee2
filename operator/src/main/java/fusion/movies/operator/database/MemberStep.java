package fusion.movies.operator.database;

import fusion.movies.operator.database.Member.Members;
import fusion.movies.operator.database.Member.Membership;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** The next step towards the desired membership. Pure: computed from the plan and the cluster's state. */
sealed interface MemberStep {

    /** Nothing to do: all nodes that stay are active members. */
    record None() implements MemberStep {}

    /** A node moves its replicas away and leaves. */
    record Decommission(int ordinal, Member member) implements MemberStep {}

    /** A node has left, or never joined: it can be removed. */
    record Remove(int ordinal, int id) implements MemberStep {}

    /** A Job that decommissions a node is deleted, because the node stays. */
    record Stop(int ordinal) implements MemberStep {}

    /** A leaving node stays after all. */
    record Recommission(int ordinal, Member member) implements MemberStep {}

    /** A node that stays was drained; only a restart undoes that. */
    record Restart(int ordinal, Member member) implements MemberStep {}

    /** The node of a pod is not known yet. */
    record Unknown(int ordinal) implements MemberStep {}

    /** A node below the highest ordinal was decommissioned, which the operator never does: only deleting its volume allows a replacement. */
    record Stray(int ordinal, int id) implements MemberStep {}

    /**
     * @param members as the cluster reports them
     * @param pod name of the pod of an ordinal
     * @param leavingJobs ordinals whose node a Job, or its pod, decommissions
     */
    static MemberStep next(NodePlan plan, Members members, IntFunction<String> pod, Set<Integer> leavingJobs) {
        int staying = plan instanceof NodePlan.Shrinking shrinking
                ? shrinking.target()
                : plan.shape().nodes();
        for (int ordinal = 0; ordinal < staying; ordinal++) {
            boolean last = ordinal == plan.shape().nodes() - 1;
            Optional<MemberStep> step = stays(ordinal, last, members.of(pod.apply(ordinal)), leavingJobs);
            if (step.isPresent()) {
                return step.get();
            }
        }
        return plan instanceof NodePlan.Shrinking shrinking ? leaves(shrinking.leaving(), members, pod) : new None();
    }

    private static Optional<MemberStep> stays(
            int ordinal, boolean last, Optional<Member> member, Set<Integer> leavingJobs) {
        if (member.isEmpty()) {
            return Optional.empty();
        }
        if (member.get().membership() == Membership.DECOMMISSIONED) {
            // It cannot be recommissioned: it is removed, and a new node replaces it.
            return Optional.of(
                    last
                            ? new Remove(ordinal, member.get().id())
                            : new Stray(ordinal, member.get().id()));
        }
        if (leavingJobs.contains(ordinal)) {
            return Optional.of(new Stop(ordinal));
        }
        if (member.get().membership() == Membership.DECOMMISSIONING) {
            return Optional.of(new Recommission(ordinal, member.get()));
        }
        return member.get().draining() && member.get().live()
                ? Optional.of(new Restart(ordinal, member.get()))
                : Optional.empty();
    }

    private static MemberStep leaves(int ordinal, Members members, IntFunction<String> pod) {
        Optional<Member> member = members.of(pod.apply(ordinal));
        if (member.isEmpty()) {
            return members.hasNameless() ? new Unknown(ordinal) : new Remove(ordinal, 0);
        }
        return member.get().membership() == Membership.DECOMMISSIONED
                ? new Remove(ordinal, member.get().id())
                : new Decommission(ordinal, member.get());
    }
}

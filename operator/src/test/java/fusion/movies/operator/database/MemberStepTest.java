package fusion.movies.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.database.Member.Members;
import fusion.movies.operator.database.Member.Membership;
import fusion.movies.operator.database.Shape.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemberStepTest {

    private static final NodePlan STAY = new NodePlan.Settled(new Shape(Mode.CLUSTER, 5));
    private static final NodePlan SHRINK = new NodePlan.Shrinking(new Shape(Mode.CLUSTER, 5), 3);

    private final List<Member> members = new ArrayList<>();

    /** Node ids differ from ordinals. */
    MemberStepTest() {
        for (int ordinal = 0; ordinal < 5; ordinal++) {
            add(10 - ordinal, ordinal, true, Membership.ACTIVE, false);
        }
    }

    private Member add(int id, int ordinal, boolean live, Membership membership, boolean draining) {
        Member member = new Member(id, "db-" + ordinal + ".db.films.svc:26257", live, membership, draining);
        members.removeIf(one -> one.id() == id);
        members.add(member);
        return member;
    }

    private MemberStep next(NodePlan plan, Integer... leavingJobs) {
        return MemberStep.next(plan, new Members(members), ordinal -> "db-" + ordinal, Set.of(leavingJobs));
    }

    @Test
    void activeMembersAreLeftAlone() {
        assertThat(next(STAY)).isEqualTo(new MemberStep.None());
    }

    @Test
    void theHighestOrdinalLeavesIdentifiedByItsAddress() {
        assertThat(next(SHRINK)).isEqualTo(new MemberStep.Decommission(4, members.get(4)));
        assertThat(members.get(4).id()).isEqualTo(6);
    }

    @Test
    void ofTwoNodesWithOneAddressTheLiveOneCounts() {
        add(2, 4, false, Membership.ACTIVE, false);
        add(11, 4, false, Membership.DECOMMISSIONED, false);

        assertThat(next(SHRINK)).isEqualTo(new MemberStep.Decommission(4, members.get(4)));
    }

    @Test
    void ofTwoDeadOnesTheLastThatJoinedCounts() {
        add(6, 4, false, Membership.ACTIVE, false);
        Member last = add(12, 4, false, Membership.ACTIVE, false);

        assertThat(next(SHRINK)).isEqualTo(new MemberStep.Decommission(4, last));
    }

    @Test
    void aLeavingNodeKeepsLeavingWhoeverStartedIt() {
        Member leaving = add(6, 4, true, Membership.DECOMMISSIONING, true);

        assertThat(next(SHRINK, 4)).isEqualTo(new MemberStep.Decommission(4, leaving));
    }

    @Test
    void itIsRemovedOnlyWhenTheClusterReportsThatItHasLeft() {
        add(6, 4, true, Membership.DECOMMISSIONED, true);

        assertThat(next(SHRINK, 4)).isEqualTo(new MemberStep.Remove(4, 6));
    }

    @Test
    void aPodThatNeverJoinedIsRemovedUnlessItMayRunANodeWithoutAnAddress() {
        members.removeIf(one -> one.id() == 6);
        assertThat(next(SHRINK)).isEqualTo(new MemberStep.Remove(4, 0));

        members.add(new Member(6, null, false, Membership.DECOMMISSIONED, false));
        assertThat(next(SHRINK)).isEqualTo(new MemberStep.Remove(4, 0));

        members.add(new Member(7, null, false, Membership.ACTIVE, false));
        assertThat(next(SHRINK)).isEqualTo(new MemberStep.Unknown(4));
    }

    @Test
    void aTargetRaisedMidwayDeletesTheJobAndThenRecommissions() {
        Member leaving = add(6, 4, true, Membership.DECOMMISSIONING, true);

        assertThat(next(STAY, 4)).isEqualTo(new MemberStep.Stop(4));
        assertThat(next(STAY)).isEqualTo(new MemberStep.Recommission(4, leaving));
    }

    @Test
    void aDrainedNodeThatStaysIsRestarted() {
        Member drained = add(6, 4, true, Membership.ACTIVE, true);

        assertThat(next(STAY)).isEqualTo(new MemberStep.Restart(4, drained));
    }

    @Test
    void aNodeThatIsDownIsNotMistakenForADrainedOne() {
        add(6, 4, false, Membership.ACTIVE, true);

        assertThat(next(STAY)).isEqualTo(new MemberStep.None());
    }

    @Test
    void aTargetRaisedTooLateReplacesTheNodeThatHasLeft() {
        add(6, 4, true, Membership.DECOMMISSIONED, true);

        assertThat(next(STAY)).isEqualTo(new MemberStep.Remove(4, 6));
    }

    @Test
    void aLowerNodeDecommissionedManuallyIsLeftToTheUser() {
        add(9, 1, true, Membership.DECOMMISSIONED, true);

        assertThat(next(STAY)).isEqualTo(new MemberStep.Stray(1, 9));
        assertThat(next(SHRINK)).isEqualTo(new MemberStep.Stray(1, 9));
    }

    @Test
    void aTargetOfFourKeepsTheFourthBeforeTheFifthLeaves() {
        Member leaving = add(7, 3, true, Membership.DECOMMISSIONING, false);

        assertThat(next(new NodePlan.Shrinking(new Shape(Mode.CLUSTER, 5), 4)))
                .isEqualTo(new MemberStep.Recommission(3, leaving));
    }
}

package fusion.movies.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.database.Shape.Mode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodePlanTest {

    private static final int NONE_LEFT = Integer.MAX_VALUE;
    private static final Optional<Shape> NO_SET = Optional.empty();

    private static Shape single() {
        return new Shape(Mode.SINGLE_NODE, 1);
    }

    private static Shape cluster(int nodes) {
        return new Shape(Mode.CLUSTER, nodes);
    }

    private static Remembered claims(Shape shape) {
        return new Remembered(List.of("cluster-1"), Optional.of(shape), Optional.empty(), Optional.empty());
    }

    private static NodePlan plan(int wanted, Shape remembered, Shape present) {
        return NodePlan.of(wanted, claims(remembered), Optional.of(present), NONE_LEFT);
    }

    @ParameterizedTest
    @CsvSource({"1, SINGLE_NODE", "3, CLUSTER", "5, CLUSTER"})
    void aNewStackStartsAsSpecified(int nodes, Mode mode) {
        assertThat(NodePlan.of(nodes, Remembered.NOTHING, NO_SET, NONE_LEFT))
                .isEqualTo(new NodePlan.Settled(new Shape(mode, nodes)));
    }

    @Test
    void oneNodeBecomesAClusterAtOnce() {
        assertThat(plan(3, single(), single())).isEqualTo(new NodePlan.Settled(cluster(3)));
    }

    @Test
    void oneNodeBecomesAClusterOverAKeptVolumeToo() {
        assertThat(NodePlan.of(3, claims(single()), NO_SET, NONE_LEFT)).isEqualTo(new NodePlan.Settled(cluster(3)));
    }

    @Test
    void addedNodesStartAtOnce() {
        assertThat(plan(5, cluster(3), cluster(3))).isEqualTo(new NodePlan.Settled(cluster(5)));
    }

    @Test
    void theShapeStaysUntilANodeHasLeft() {
        NodePlan plan = plan(3, cluster(5), cluster(5));

        assertThat(plan).isEqualTo(new NodePlan.Shrinking(cluster(5), 3));
        assertThat(((NodePlan.Shrinking) plan).leaving()).isEqualTo(4);
    }

    @Test
    void aRecreatedStackWithFewerNodesResumesItsClaimsRecord() {
        assertThat(NodePlan.of(3, claims(cluster(5)), NO_SET, NONE_LEFT))
                .isEqualTo(new NodePlan.Shrinking(cluster(5), 3));
    }

    @Test
    void aNodeThatHasLeftLowersTheShapeByOne() {
        assertThat(NodePlan.of(3, claims(cluster(5)), Optional.of(cluster(5)), 4))
                .isEqualTo(new NodePlan.Shrinking(cluster(4), 3));
        assertThat(NodePlan.of(3, claims(cluster(4)), Optional.of(cluster(4)), 3))
                .isEqualTo(new NodePlan.Settled(cluster(3)));
    }

    @Test
    void losingTheStatefulSetWhileANodeIsLeavingChangesNothing() {
        assertThat(NodePlan.of(3, claims(cluster(5)), NO_SET, 4)).isEqualTo(new NodePlan.Shrinking(cluster(4), 3));
    }

    @Test
    void aTargetRaisedMidwayKeepsTheNodesThatHaveNotLeft() {
        assertThat(plan(4, cluster(5), cluster(5))).isEqualTo(new NodePlan.Shrinking(cluster(5), 4));
        assertThat(plan(5, cluster(5), cluster(5))).isEqualTo(new NodePlan.Settled(cluster(5)));
    }

    @Test
    void aNodeReplacesOneThatLeftOnlyWhenItsClaimIsGone() {
        assertThat(NodePlan.of(5, claims(cluster(5)), Optional.of(cluster(5)), 4))
                .isEqualTo(new NodePlan.Replacing(cluster(4), 5));
        assertThat(NodePlan.of(5, claims(cluster(4)), Optional.of(cluster(4)), NONE_LEFT))
                .isEqualTo(new NodePlan.Settled(cluster(5)));
    }

    @Test
    void recordedGrowthCountsBeforeTheStatefulSetFollows() {
        assertThat(plan(3, cluster(5), cluster(3))).isEqualTo(new NodePlan.Shrinking(cluster(5), 3));
    }

    @ParameterizedTest
    @CsvSource({"3", "5"})
    void aClusterDoesNotBecomeASingleNode(int nodes) {
        assertThat(plan(1, cluster(nodes), cluster(nodes))).isInstanceOfSatisfying(NodePlan.Refused.class, refused -> {
            assertThat(refused.shape()).isEqualTo(cluster(nodes));
            assertThat(refused.message())
                    .contains("It keeps its " + nodes + " nodes.")
                    .contains("Set database.nodes to 3 or more");
        });
        assertThat(NodePlan.of(1, claims(cluster(nodes)), NO_SET, NONE_LEFT).shape())
                .isEqualTo(cluster(nodes));
    }

    @Test
    void aClusterManuallyReducedToOneNodeStaysACluster() {
        assertThat(NodePlan.of(1, claims(cluster(1)), NO_SET, NONE_LEFT)).isInstanceOf(NodePlan.Refused.class);
    }

    @Test
    void twoNodesAreRefused() {
        assertThat(plan(2, cluster(3), cluster(3))).isInstanceOf(NodePlan.Refused.class);
        assertThat(plan(2, single(), single()).shape()).isEqualTo(single());
    }

    @Test
    void aStatefulSetThatNeverServedIsChangedLikeOneThatDid() {
        assertThat(NodePlan.of(5, Remembered.NOTHING, Optional.of(cluster(3)), NONE_LEFT))
                .isEqualTo(new NodePlan.Settled(cluster(5)));
        assertThat(NodePlan.of(1, Remembered.NOTHING, Optional.of(single()), NONE_LEFT))
                .isEqualTo(new NodePlan.Settled(single()));
    }
}

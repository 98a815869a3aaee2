package fusion.movies.operator.database;

import java.util.Optional;

/**
 * The next number of nodes on the way to the spec's number. Added nodes start at once. Removed nodes leave one by one,
 * the highest ordinal first, and a node's pod is only deleted when the cluster has decommissioned it: until then the
 * shape stays, even if the operator restarts, or the stack is deleted and applied again.
 */
sealed interface NodePlan {

    /** The shape that the StatefulSet is applied with. */
    Shape shape();

    /** The spec's number. */
    record Settled(Shape shape) implements NodePlan {}

    /** The node with the highest ordinal leaves next. */
    record Shrinking(Shape shape, int target) implements NodePlan {

        int leaving() {
            return shape.nodes() - 1;
        }
    }

    /** A node that has left is removed before another can replace it. */
    record Replacing(Shape shape, int target) implements NodePlan {}

    /** The cluster stays as it is. */
    record Refused(Shape shape, String reason, String message) implements NodePlan {}

    /**
     * @param wanted the spec's number of nodes
     * @param remembered the volume claims' record
     * @param present shape of the StatefulSet, if there is one
     * @param firstLeft lowest ordinal whose node was decommissioned and whose claim is still there
     */
    static NodePlan of(int wanted, Remembered remembered, Optional<Shape> present, int firstLeft) {
        Optional<Shape> known = known(remembered, present);
        if (known.isEmpty()) {
            return new Settled(Shape.of(wanted));
        }
        Shape now = new Shape(known.get().mode(), Math.min(known.get().nodes(), firstLeft));
        if (wanted == 1 && now.mode() == Shape.Mode.CLUSTER) {
            return new Refused(now, "NodesNotLowered", toOne(now));
        }
        if (wanted == 2) {
            return new Refused(
                    now,
                    "NodesRefused",
                    "database.nodes is 2: two nodes lose their quorum as soon as one of them is down. The database keeps"
                            + " its " + now.inWords() + ". Set database.nodes to 1, or to 3 or more.");
        }
        if (wanted < now.nodes()) {
            return new Shrinking(now, wanted);
        }
        if (wanted > firstLeft) {
            return new Replacing(now, wanted);
        }
        return new Settled(new Shape(wanted == 1 ? now.mode() : Shape.Mode.CLUSTER, wanted));
    }

    /**
     * The current shape: the StatefulSet's if it exists, with the mode of its data. A StatefulSet that was deleted to
     * resize its volumes is re-created by the claims' record.
     */
    private static Optional<Shape> known(Remembered remembered, Optional<Shape> present) {
        if (present.isEmpty()) {
            return remembered.shape();
        }
        // Growth is recorded before it starts, so nodes that may have started already count.
        int nodes = Math.max(
                present.get().nodes(), remembered.shape().map(Shape::nodes).orElse(0));
        boolean cluster = present.get().mode() == Shape.Mode.CLUSTER
                || remembered
                        .shape()
                        .map(Shape::mode)
                        .filter(Shape.Mode.CLUSTER::equals)
                        .isPresent();
        return Optional.of(new Shape(cluster ? Shape.Mode.CLUSTER : Shape.Mode.SINGLE_NODE, nodes));
    }

    private static String toOne(Shape now) {
        return "database.nodes is 1, but the database has " + now.inWords() + ", which keep "
                + (now.nodes() > 1 ? "three replicas" : "several replicas")
                + " of all data: a cluster cannot become a single node again. It keeps its " + now.inWords()
                + ". Set database.nodes to 3 or more, or create a new stack with one node and load the movies there.";
    }
}

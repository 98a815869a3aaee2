package fusion.movies.operator.database;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;

/**
 * The mode and number of the nodes. Separate from the spec, because the number of nodes of a database with data changes
 * in steps, or not at all.
 */
record Shape(Mode mode, int nodes) {

    enum Mode {
        /** {@code start-single-node}: initializes a cluster by itself, and keeps one replica of all data. */
        SINGLE_NODE("single-node"),
        /** {@code start --join}. */
        CLUSTER("cluster");

        static final String SINGLE_NODE_COMMAND = "start-single-node";

        /** As recorded on the volume claims. */
        final String word;

        Mode(String word) {
            this.word = word;
        }

        static Mode of(int nodes) {
            return nodes == 1 ? SINGLE_NODE : CLUSTER;
        }
    }

    /** The initial shape of a new stack with this number of nodes. */
    static Shape of(int nodes) {
        return new Shape(Mode.of(nodes), nodes);
    }

    static Shape of(StatefulSet set) {
        boolean single = set.getSpec().getTemplate().getSpec().getContainers().getFirst().getArgs().stream()
                .anyMatch(Mode.SINGLE_NODE_COMMAND::equals);
        return new Shape(
                single ? Mode.SINGLE_NODE : Mode.CLUSTER,
                set.getSpec().getReplicas() == null ? 1 : set.getSpec().getReplicas());
    }

    int majority() {
        return nodes / 2 + 1;
    }

    String inWords() {
        return inWords(nodes);
    }

    static String inWords(int nodes) {
        return nodes + (nodes == 1 ? " node" : " nodes");
    }
}

package fusion.movies.plugin.status;

import java.util.List;

/**
 * An object of the stack in the tree, or a heading above some.
 *
 * @param kind empty for a heading
 * @param state in words; empty where there is nothing to say
 */
record Node(Mark mark, String kind, String name, String state, List<Node> children) {

    /** An object's health. */
    enum Mark {
        /** Healthy. */
        Good,
        /** Not yet; resolves without action. */
        Waiting,
        /** A user has to act. */
        Bad,
        /** Has no health. */
        None
    }

    static Node of(Mark mark, String kind, String name, String state) {
        return new Node(mark, kind, name, state, List.of());
    }

    static Node heading(String name, List<Node> children) {
        return new Node(Mark.None, "", name, "", children);
    }

    Node with(List<Node> below) {
        return new Node(mark, kind, name, state, List.copyOf(below));
    }
}

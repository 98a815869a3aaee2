package fusion.movies.plugin.status;

import java.util.List;

/**
 * An object of the stack in the tree, or a heading above some.
 *
 * @param kind empty for a heading
 * @param state in words; empty where there is nothing to say
 */
record Node(Mark mark, String kind, String name, String state, List<Node> children) {

    /** How an object fares. */
    enum Mark {
        /** As it should be. */
        Good,
        /** Not yet; resolves without action. */
        Waiting,
        /** Someone has to act. */
        Bad,
        /** There is nothing to judge. */
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

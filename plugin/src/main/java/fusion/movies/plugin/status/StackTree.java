package fusion.movies.plugin.status;

import fusion.movies.crd.MoviesStackStatus;
import fusion.movies.plugin.status.Node.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tree of a stack's objects, by part: a pure function of what was read. */
final class StackTree {

    private StackTree() {}

    static List<Node> of(StackObjects objects, Instant now) {
        List<Node> parts = new ArrayList<>();
        add("Database", DatabaseNodes.of(objects), parts);
        add("Certificates and Secrets", DatabaseNodes.certificates(objects, now), parts);
        add("API", ApiNodes.of(objects), parts);
        add("Movies", movies(objects), parts);
        add("Network", network(objects), parts);
        return parts;
    }

    private static List<Node> movies(StackObjects objects) {
        List<Node> nodes = new ArrayList<>();
        Optional.ofNullable(objects.stack().getStatus())
                .map(MoviesStackStatus::seed)
                .map(MoviesStackStatus.SeedStatus::films)
                .ifPresent(films -> nodes.add(Node.of(Mark.Good, "Movies", "", films + " loaded")));
        nodes.addAll(Nodes.jobs("seed", objects));
        Nodes.forbidden("Jobs", objects.jobs()).ifPresent(nodes::add);
        return nodes;
    }

    private static List<Node> network(StackObjects objects) {
        return objects.networkPolicies().items().stream()
                .map(policy ->
                        Node.of(Mark.Good, "NetworkPolicy", policy.getMetadata().getName(), ""))
                .toList();
    }

    private static void add(String part, List<Node> nodes, List<Node> parts) {
        if (!nodes.isEmpty()) {
            parts.add(Node.heading(part, nodes));
        }
    }
}

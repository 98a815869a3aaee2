package fusion.movies.e2e;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The objects of a cluster, as {@code kubectl get} lists them: {@code Kind namespace/name}. */
record Inventory(Set<String> objects) {

    /** Kinds that describe other objects, or that Kubernetes creates for them. */
    private static final Set<String> NOTES = Set.of(
            "bindings",
            "componentstatuses",
            "endpoints",
            "endpointslices.discovery.k8s.io",
            "events",
            "events.events.k8s.io",
            "ipaddresses.networking.k8s.io",
            "persistentvolumes");

    static Inventory of(Shell shell) {
        String kinds = shell.run("kubectl api-resources --verbs=list -o name")
                .lines()
                .filter(kind -> !NOTES.contains(kind))
                .sorted()
                .collect(Collectors.joining(","));
        return new Inventory(shell.run("kubectl get " + kinds
                        + " --all-namespaces --ignore-not-found --no-headers"
                        + " -o custom-columns=KIND:.kind,NAMESPACE:.metadata.namespace,NAME:.metadata.name")
                .lines()
                .map(line -> line.strip().split(" +"))
                .map(words -> words[0] + " " + (words[1].equals("<none>") ? "" : words[1] + "/") + words[2])
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The objects that were not there before, except those namespaces and the objects in them. */
    Set<String> since(Inventory before, Set<String> namespaces) {
        return objects.stream()
                .filter(object -> !before.objects.contains(object))
                .filter(object -> namespaces.stream()
                        .noneMatch(namespace ->
                                object.equals("Namespace " + namespace) || object.contains(" " + namespace + "/")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> in(String namespace) {
        return objects.stream()
                .filter(object -> object.contains(" " + namespace + "/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

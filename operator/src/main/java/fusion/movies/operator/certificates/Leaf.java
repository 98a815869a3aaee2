package fusion.movies.operator.certificates;

import fusion.movies.operator.stack.StackNames;
import java.util.List;
import java.util.function.Function;

/** The two kinds of leaf certificates of a stack. */
enum Leaf {
    NODE("node", "node", "the nodes", StackNames::nodeCertificate),
    ROOT("client.root", "root", "the user root", StackNames::rootCertificate);

    private final String file;
    private final String commonName;
    private final String owner;
    private final Function<StackNames, String> secret;

    Leaf(String file, String commonName, String owner, Function<StackNames, String> secret) {
        this.file = file;
        this.commonName = commonName;
        this.owner = owner;
        this.secret = secret;
    }

    /** Name of its Secret. */
    String secret(StackNames names) {
        return secret.apply(names);
    }

    String certificateFile() {
        return file + ".crt";
    }

    String keyFile() {
        return file + ".key";
    }

    String commonName() {
        return commonName;
    }

    /** For sentences. */
    String owner() {
        return owner;
    }

    String words() {
        return "the certificate of " + owner;
    }

    /** Names that a provided node certificate must have: those that the operator, the API and the nodes use. */
    static List<String> required(StackNames stack, String clusterDomain) {
        String service = stack.namespace() + ".svc";
        String nodes = "*." + stack.database() + "." + service;
        return List.of("localhost", stack.databasePublic() + "." + service, nodes, nodes + "." + clusterDomain);
    }

    /** The names of each. */
    static PerLeaf<List<String>> names(StackNames stack, String clusterDomain) {
        return PerLeaf.of(leaf -> leaf.namesOf(stack, clusterDomain));
    }

    /** All names that it must have: for a node those that clients, nodes and a forwarded port use. */
    private List<String> namesOf(StackNames stack, String clusterDomain) {
        if (this == ROOT) {
            return List.of();
        }
        String inNamespace = stack.namespace();
        String service = inNamespace + ".svc";
        String domain = service + "." + clusterDomain;
        String open = stack.databasePublic();
        String nodes = "*." + stack.database();
        return List.of(
                "localhost",
                "127.0.0.1",
                open,
                open + "." + inNamespace,
                open + "." + service,
                open + "." + domain,
                nodes,
                nodes + "." + inNamespace,
                nodes + "." + service,
                nodes + "." + domain);
    }
}

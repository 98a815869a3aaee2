package fusion.movies.crd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Assembles the install files from {@code install/parts}. As text rather than objects, to keep the comments. */
final class InstallParts {

    private static final Path PARTS = Path.of("../install/parts");
    private static final String SEPARATOR = "---\n";
    private static final String NAMESPACE = "movies-system";
    private static final String OPERATOR = "movies-operator";

    private InstallParts() {}

    /** One operator for all namespaces. */
    static String clusterWide(String crd) throws IOException {
        return "# Generated from install/parts and the CRD: see install/README.md.\n"
                + String.join(
                        SEPARATOR,
                        read("namespace.yaml"),
                        crd,
                        read("rbac.yaml"),
                        read("user-roles.yaml"),
                        deployment());
    }

    /** An operator for the stacks of its own namespace, with no permissions outside it. */
    static String namespaced(String crd) throws IOException {
        String rights = Stream.of(read("rbac.yaml").split(SEPARATOR))
                .filter(document -> !document.contains("\n  name: movies-operator-cluster\n"))
                .map(InstallParts::inNamespace)
                .collect(Collectors.joining(SEPARATOR));
        return "# Generated from install/parts and the CRD: see install/README.md. Manages stacks in namespace"
                + " movies-system only; for\n"
                + "# another namespace replace each movies-system in this file.\n"
                + String.join(
                        SEPARATOR,
                        read("namespace.yaml"),
                        crd,
                        rights,
                        read("user-roles.yaml"),
                        watchingItsNamespace(deployment()));
    }

    /** The text of a role's rules, below {@code rules:}. */
    static String rules(String role) throws IOException {
        return documents()
                .filter(document -> document.contains("Role\nmetadata:\n  name: " + role + "\n"))
                .map(document -> document.substring(document.indexOf("\nrules:\n") + "\nrules:\n".length()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("install/parts/rbac.yaml has no role " + role));
    }

    static String userRoles() throws IOException {
        return read("user-roles.yaml");
    }

    static String imagePrefix() {
        return System.getProperty("image.prefix");
    }

    static String imageTag() {
        return System.getProperty("image.tag");
    }

    private static Stream<String> documents() throws IOException {
        return Arrays.stream(read("rbac.yaml").split(SEPARATOR));
    }

    private static String inNamespace(String document) {
        return document.replace("kind: ClusterRole", "kind: Role")
                .replace(
                        "Role\nmetadata:\n  name: " + OPERATOR + "\n  labels",
                        "Role\nmetadata:\n  name: " + OPERATOR + "\n  namespace: " + NAMESPACE + "\n  labels")
                .replace(
                        "RoleBinding\nmetadata:\n  name: " + OPERATOR + "\n  labels",
                        "RoleBinding\nmetadata:\n  name: " + OPERATOR + "\n  namespace: " + NAMESPACE + "\n  labels");
    }

    private static String deployment() throws IOException {
        return read("deployment.yaml").replace("${image.prefix}", imagePrefix()).replace("${image.tag}", imageTag());
    }

    private static String watchingItsNamespace(String deployment) {
        String ports = "          ports:\n";
        return deployment.replace(
                ports,
                "            # Namespaces whose stacks it manages.\n"
                        + "            - name: WATCH_NAMESPACES\n"
                        + "              valueFrom:\n"
                        + "                fieldRef: {apiVersion: v1, fieldPath: metadata.namespace}\n"
                        + ports);
    }

    private static String read(String part) throws IOException {
        return Files.readString(PARTS.resolve(part));
    }
}

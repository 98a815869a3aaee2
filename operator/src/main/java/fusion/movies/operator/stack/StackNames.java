package fusion.movies.operator.stack;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** The names of a stack's objects. A stack's name has at most 40 characters, so each of these is a valid label. */
public record StackNames(String namespace, String stack) {

    public static StackNames of(MoviesStack stack) {
        return new StackNames(
                stack.getMetadata().getNamespace(), stack.getMetadata().getName());
    }

    /** The StatefulSet and its headless Service. */
    public String database() {
        return stack + "-db";
    }

    public String databasePod(int ordinal) {
        return database() + "-" + ordinal;
    }

    /** The ordinal at the end of the name of a node's pod or claim. */
    public static int ordinal(HasMetadata object) {
        String name = object.getMetadata().getName();
        String end = name.substring(name.lastIndexOf('-') + 1);
        return end.matches("\\d{1,6}") ? Integer.parseInt(end) : Integer.MAX_VALUE;
    }

    /** The Service that clients of the database use. */
    public String databasePublic() {
        return database() + "-public";
    }

    public String databaseInit() {
        return database() + "-init";
    }

    /** The Job that decommissions a node. */
    public String databaseLeave(int ordinal) {
        return database() + "-leave-" + ordinal;
    }

    /** The Job that recommissions a leaving node. */
    public String databaseStay(int ordinal) {
        return database() + "-stay-" + ordinal;
    }

    public String authority() {
        return database() + "-ca";
    }

    public String nodeCertificate() {
        return database() + "-node";
    }

    public String rootCertificate() {
        return database() + "-client-root";
    }

    public String loader() {
        return database() + "-loader";
    }

    /** The Secret of the API's user if the spec names none. */
    public String generatedLogin() {
        return database() + "-login";
    }

    public String api() {
        return stack + "-api";
    }

    public String seedJob(String hash) {
        return stack + "-seed-" + hash;
    }

    /** The CronJob of backups. */
    public String backup() {
        return stack + "-backup";
    }

    /** The NetworkPolicy of the pods of all Jobs. */
    public String jobs() {
        return stack + "-jobs";
    }

    /** Host of the database for clients anywhere in the cluster. */
    public String databaseHost() {
        return databasePublic() + "." + namespace + ".svc";
    }

    /** Host of one node for clients anywhere in the cluster, ready or not. */
    public String nodeHost(int ordinal) {
        return databasePod(ordinal) + "." + database() + "." + namespace + ".svc";
    }

    /** Host of one node, for the other nodes. */
    public String nodeHost(int ordinal, String clusterDomain) {
        return nodeHost(ordinal) + "." + clusterDomain;
    }
}

package fusion.movies.operator.api;

import fusion.movies.operator.database.DatabaseEndpoint;
import fusion.movies.operator.pods.MountedVersions;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StackObjects;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Propagates a changed password and changed CAs to the pods at once: until the kubelet's next sync they would use a
 * password that the database no longer accepts.
 */
final class CredentialsOnPods {

    private static final String VERSION = "movies.fusion/credentials";
    private static final String AUTHORITY = "movies.fusion/authority";

    private CredentialsOnPods() {}

    /**
     * @return the version of the credentials, which every pod is annotated with
     */
    static String apply(List<Pod> pods, String version, DatabaseEndpoint endpoint, StackObjects objects) {
        Map<String, String> versions = new HashMap<>(Map.of(VERSION, version));
        // The CA of an external server is in a user's Secret, which is not watched.
        objects.find(Secret.class, endpoint.authoritySecret())
                .flatMap(secret -> SecretData.text(secret, "ca.crt"))
                .ifPresent(authorities -> versions.put(AUTHORITY, Api.fingerprint(authorities)));
        MountedVersions.note(pods, versions, objects);
        return version;
    }
}

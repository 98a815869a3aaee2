package fusion.movies.operator.seed;

import fusion.movies.operator.api.SeedSource;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepException;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Optional;
import java.util.TreeMap;

/** What Kubernetes knows about a source before it is loaded. */
final class SourceContent {

    private SourceContent() {}

    /**
     * Version of the content if Kubernetes has it, as for a ConfigMap; else empty. Ends the step if the source's object
     * is missing.
     */
    static String version(SeedSource source, StackObjects objects) {
        return switch (source) {
            case SeedSource.ConfigMapFile file -> Fingerprint.sha256(content(file, objects));
            case SeedSource.ClaimFile file -> {
                if (objects.users(PersistentVolumeClaim.class, file.claimName()).isEmpty()) {
                    throw missing("PersistentVolumeClaim '" + file.claimName()
                            + "' does not exist in namespace '" + objects.namespace()
                            + "'. Create it, or correct seed.source.persistentVolumeClaim.claimName.");
                }
                yield "";
            }
            default -> "";
        };
    }

    private static String content(SeedSource.ConfigMapFile file, StackObjects objects) {
        ConfigMap map = objects.users(ConfigMap.class, file.name())
                .orElseThrow(() -> missing("ConfigMap '" + file.name() + "' does not exist in namespace '"
                        + objects.namespace() + "'. Create it with the key '" + file.key() + "'."));
        return Optional.ofNullable(map.getData())
                .map(data -> data.get(file.key()))
                .or(() -> Optional.ofNullable(map.getBinaryData()).map(data -> data.get(file.key())))
                .orElseThrow(() -> missing("ConfigMap '" + file.name() + "' has no key '" + file.key() + "'; it has "
                        + keys(map) + ". Add it, or correct seed.source.configMapRef.key."));
    }

    private static String keys(ConfigMap map) {
        TreeMap<String, String> all = new TreeMap<>();
        Optional.ofNullable(map.getData()).ifPresent(all::putAll);
        Optional.ofNullable(map.getBinaryData()).ifPresent(all::putAll);
        return all.isEmpty() ? "none" : String.join(", ", all.keySet());
    }

    private static StepException missing(String message) {
        return new StepException(new StepResult.Failed("SourceMissing", message));
    }
}

package fusion.movies.operator.seed;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.SeedSpec;
import fusion.movies.operator.api.SeedSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Identifies the requested load: another fingerprint is another load. Computed over explicit field names, so that
 * renaming a class or component does not reload any stack.
 */
final class Fingerprint {

    private Fingerprint() {}

    /**
     * @param image image of the API, which has the bundled movies
     * @param contentVersion version of a ConfigMap's content; empty for other sources
     */
    static String of(MoviesStack stack, String image, String contentVersion) {
        SeedSpec seed = stack.getSpec().seed();
        Map<String, String> fields = new TreeMap<>();
        switch (SeedSource.of(seed.source())) {
            case SeedSource.Bundled bundled -> fields.put("bundled", image);
            case SeedSource.Url url -> fields.put("url", url.address());
            case SeedSource.ConfigMapFile file -> {
                fields.put("configMap.name", file.name());
                fields.put("configMap.key", file.key());
                fields.put("configMap.content", contentVersion);
            }
            case SeedSource.ClaimFile file -> {
                fields.put("claim.name", file.claimName());
                fields.put("claim.path", file.path());
            }
            case SeedSource.S3 s3 ->
                s3.variables().forEach(variable -> fields.put("s3." + variable.getName(), variable.getValue()));
            case SeedSource.Unmounted unmounted -> throw new IllegalStateException("The spec has no such source");
        }
        if (seed.sha256() != null) {
            fields.put("sha256", seed.sha256());
        }
        if (seed.revision() != null) {
            fields.put("revision", seed.revision());
        }
        if (seed.prune()) {
            fields.put("prune", "true");
        }
        StringJoiner text = new StringJoiner("\n");
        fields.forEach((name, value) -> text.add(name + "=" + value));
        return sha256(text.toString());
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

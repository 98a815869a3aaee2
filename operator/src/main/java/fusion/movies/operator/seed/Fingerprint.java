package fusion.movies.operator.seed;

import fusion.movies.crd.FilmSource;
import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.SeedSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names what the spec asks to be loaded: another fingerprint is another load. */
final class Fingerprint {

    private Fingerprint() {}

    /**
     * @param image image of the API, which carries the bundled films
     * @param contentVersion version of a ConfigMap's content; empty for other sources
     */
    static String of(MoviesStack stack, String image, String contentVersion) {
        SeedSpec seed = stack.getSpec().seed();
        FilmSource source = seed.source();
        String bundled = source.bundled() == null ? "" : image;
        return sha256(String.join(
                "\n",
                String.valueOf(source.url()),
                String.valueOf(source.configMapRef()),
                String.valueOf(source.persistentVolumeClaim()),
                bundled,
                contentVersion,
                String.valueOf(seed.sha256()),
                String.valueOf(seed.prune())));
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

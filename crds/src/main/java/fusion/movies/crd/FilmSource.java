package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Exactly one place with films: a JSON array, or one JSON object a line; either may be gzipped. */
@ValidationRule(
        value = "(has(self.url) ? 1 : 0) + (has(self.configMapRef) ? 1 : 0) + (has(self.persistentVolumeClaim) ? 1 : 0)"
                + " + (has(self.bundled) ? 1 : 0) == 1",
        message = "source needs exactly one of url, configMapRef, persistentVolumeClaim and bundled")
@ValidationRule(
        value = "!has(self.bundled) || self.bundled",
        message = "bundled can only be true. To load nothing, set seed.enabled to false")
public record FilmSource(
        @JsonPropertyDescription("An address, https or http.")
        @Size(max = 2000)
        @Pattern("^https?://[^\\s/?#]+[^\\s]*$")
        String url,

        @JsonPropertyDescription("A key of a ConfigMap in the stack's namespace.")
        ConfigMapKey configMapRef,

        @JsonPropertyDescription("A file on a volume in the stack's namespace, mounted read-only.")
        VolumeFile persistentVolumeClaim,

        @JsonPropertyDescription("The small set that the API's image carries.")
        Boolean bundled) {

    static FilmSource ofImage() {
        return new FilmSource(null, null, null, true);
    }

    /** A key of a ConfigMap; under data or binaryData. */
    public record ConfigMapKey(
            @JsonPropertyDescription("Name of the ConfigMap.")
            @Required
            @Size(max = 253)
            @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
            String name,

            @JsonPropertyDescription("Key of the films.") @Required @Size(max = 253) @Pattern("^[-._a-zA-Z0-9]+$")
            String key) {}

    /** A file on a volume. */
    @ValidationRule(
            value = "!self.path.startsWith('/') && !self.path.split('/').exists(part, part == '..')",
            message = "path is counted from the root of the volume: without a leading / and without ..")
    public record VolumeFile(
            @JsonPropertyDescription("Name of the PersistentVolumeClaim.")
            @Required
            @Size(max = 253)
            @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
            String claimName,

            @JsonPropertyDescription("Path of the file, from the root of the volume.")
            @Required
            @Size(min = 1, max = 1000)
            String path) {}
}

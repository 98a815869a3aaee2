package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** The movies to load, initially and whenever the source changes. */
@ValidationRule(
        value =
                "!(has(self.source) && has(self.source.url) && self.source.url.startsWith('http://')) || has(self.sha256)",
        message =
                "source.url over plain http needs sha256, to detect movies altered in transit. Use https, or set sha256",
        fieldPath = ".source")
@ValidationRule(
        value = "!has(self.maxBytes) || (type(self.maxBytes) == int ? self.maxBytes > 0"
                + " : isQuantity(self.maxBytes) && quantity(self.maxBytes).isGreaterThan(quantity('0')))",
        message = "maxBytes must be a quantity above zero, such as 1Gi",
        fieldPath = ".maxBytes")
@ValidationRule(
        value = "!has(self.sha256) || self.sha256.matches('^[0-9a-f]{64}$')",
        message = "sha256 must be 64 lower-case hexadecimal digits, as sha256sum prints them",
        fieldPath = ".sha256")
@JsonIgnoreProperties(ignoreUnknown = true)
public record SeedSpec(
        @JsonPropertyDescription("False: movies are not loaded.") @Default("true")
        Boolean enabled,

        @JsonPropertyDescription("Where the movies are. Absent: the small set bundled in the API's image.")
        MovieSource source,

        @JsonPropertyDescription(
                "SHA-256 of the source's bytes, before decompression; a source with another digest is not loaded.")
        @Size(max = 200)
        @Nullable
        String sha256,

        @JsonPropertyDescription("True: movies that are gone from the source are deleted from the database.")
        @Default("false")
        Boolean prune,

        @JsonPropertyDescription(
                "A new value loads the source again, for instance a file that was replaced under" + " its URL.")
        @Size(max = 63)
        @Nullable
        String revision,

        @JsonPropertyDescription("Number of invalid rows to skip before the load fails.") @Min(0) @Default("0")
        Integer maxRejected,

        @JsonPropertyDescription("A source larger than this, compressed or not, is not loaded. Absent: 1Gi.")
        Quantity maxBytes,

        @JsonPropertyDescription("False: disables the API's /addall.") @Default("true")
        Boolean addall,

        @JsonPropertyDescription("Customizes the pods that load movies. Absent: same as api.pod.") @Nullable
        PodOverrides pod) {

    public SeedSpec {
        enabled = enabled == null || enabled;
        source = source == null ? MovieSource.ofImage() : source;
        prune = prune != null && prune;
        maxRejected = maxRejected == null ? 0 : maxRejected;
        maxBytes = maxBytes == null ? new Quantity("1Gi") : maxBytes;
        addall = addall == null || addall;
    }

    @SuppressWarnings("NullAway") // The constructor fills in what is absent.
    static SeedSpec defaults() {
        return new SeedSpec(null, null, null, null, null, null, null, null, null);
    }
}

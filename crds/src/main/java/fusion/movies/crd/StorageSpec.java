package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** The volume of one database node. */
@ValidationRule(
        value = "!has(self.size) || (type(self.size) == int ? self.size > 0"
                + " : isQuantity(self.size) && quantity(self.size).isGreaterThan(quantity('0')))",
        message = "size must be a quantity above zero, such as 10Gi",
        fieldPath = ".size")
@ValidationRule(
        value = "!has(self.storageClassName) || self.storageClassName.matches(r'^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
        message = "storageClassName must be the name of a StorageClass: lower-case letters, digits, hyphens and dots",
        fieldPath = ".storageClassName")
@JsonIgnoreProperties(ignoreUnknown = true)
public record StorageSpec(
        @JsonPropertyDescription(
                "Size of the volume. Absent: 10Gi. It can only grow, if the StorageClass allows expansion.")
        Quantity size,

        @JsonPropertyDescription("StorageClass of the volume. Absent: the cluster's default. Immutable.")
        @Size(max = 253)
        @Nullable
        String storageClassName) {

    public StorageSpec {
        size = size == null ? new Quantity("10Gi") : size;
    }

    @SuppressWarnings("NullAway") // The constructor fills in what is absent.
    static StorageSpec defaults() {
        return new StorageSpec(null, null);
    }
}

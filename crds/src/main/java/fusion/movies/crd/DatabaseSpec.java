package fusion.movies.crd;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The database: the stack's own CockroachDB nodes, or {@code external}. Without schema defaults, so that fields that
 * do not apply to {@code external} can be refused.
 */
@ValidationRule(
        value = "!has(self.nodes) || self.nodes != 2",
        message = "nodes: 2 nodes lose their quorum as soon as one of them is down. Use 1, or 3 or more",
        fieldPath = ".nodes")
@ValidationRule(
        value = "!has(self.name) || !(self.name in ['system', 'defaultdb', 'postgres', 'template0', 'template1'])",
        message = "name is one of the server's system databases. Choose another, such as movies",
        fieldPath = ".name")
@ValidationRule(
        value = "!has(self.external) || !(has(self.nodes) || has(self.image) || has(self.storage) || has(self.cache)"
                + " || has(self.maxSqlMemory) || has(self.resources) || has(self.licenseSecretRef)"
                + " || has(self.imagePullSecrets) || has(self.pod) || has(self.finalizeUpgrade)"
                + " || has(self.certificates))",
        message = "external is an existing server: nodes, image, storage, cache, maxSqlMemory, resources,"
                + " licenseSecretRef, imagePullSecrets, pod, finalizeUpgrade and certificates do not"
                + " apply to it. Remove them, or external")
@ValidationRule(
        value = "!has(self.image) || self.image.matches(r'^[^\\s]+$')",
        message = "image must be an image's name without spaces, such as cockroachdb/cockroach:v25.4.14",
        fieldPath = ".image")
@ValidationRule(
        value = "!has(self.cache) || self.cache.matches(" + DatabaseSpec.MEMORY + ")",
        message = "cache must be a fraction of the memory limit, such as 25% or .25, or a size, such as 2GiB",
        fieldPath = ".cache")
@ValidationRule(
        value = "!has(self.maxSqlMemory) || self.maxSqlMemory.matches(" + DatabaseSpec.MEMORY + ")",
        message = "maxSqlMemory must be a fraction of the memory limit, such as 25% or .25, or a size, such as 2GiB",
        fieldPath = ".maxSqlMemory")
@ValidationRule(
        value = "!has(self.name) || self.name.matches(r'^[a-z_][a-z0-9_]*$')",
        message = "name must be lower-case letters, digits and underscores, not starting with a digit",
        fieldPath = ".name")
@ValidationRule(value = ResourceRules.QUANTITIES, message = ResourceRules.QUANTITIES_MESSAGE, fieldPath = ".resources")
@ValidationRule(value = ResourceRules.BOUNDS, message = ResourceRules.BOUNDS_MESSAGE, fieldPath = ".resources")
@JsonIgnoreProperties(ignoreUnknown = true)
public record DatabaseSpec(
        @JsonPropertyDescription("Name of the database, created if missing. Absent: movies. Immutable.") @Size(max = 63)
        String name,

        @JsonPropertyDescription("Number of CockroachDB nodes. Absent: 1. It can be changed while the database "
                + "runs, but not back to 1. CockroachDB limits multi-node clusters without a licence to 5 open "
                + "transactions 7 days after their creation.")
        @Min(1)
        @Max(99)
        @Nullable
        Integer nodes,

        @JsonPropertyDescription(
                "CockroachDB's image. Absent: the operator's default at the stack's creation, kept from then on.")
        @Size(max = 500)
        @Nullable
        String image,

        @JsonPropertyDescription("The volume of each node.") @Nullable
        StorageSpec storage,

        @JsonPropertyDescription(
                "CockroachDB's cache size, as a fraction of the memory limit (25%) or a size (2GiB). Absent: 25%.")
        @Size(max = 20)
        @Nullable
        String cache,

        @JsonPropertyDescription(
                "CockroachDB's memory budget for SQL, as a fraction of the memory limit (25%) or a size (2GiB). Absent: 25%.")
        @Size(max = 20)
        @Nullable
        String maxSqlMemory,

        @JsonPropertyDescription(
                "Resources of each node. Absent: requests of 250m CPU and 512Mi, and a memory limit of 2Gi, which also applies if only other resources are set.")
        @Nullable
        ResourceRequirements resources,

        @JsonPropertyDescription("Image pull Secrets.") @Nullable
        List<LocalObjectReference> imagePullSecrets,

        @JsonPropertyDescription("Secret with the key license: CockroachDB's licence.") @Nullable
        SecretRef licenseSecretRef,

        @JsonPropertyDescription("Customizes the nodes' pods.") @Nullable
        PodOverrides pod,

        @JsonPropertyDescription(
                "When an upgrade to another major version becomes permanent: Automatic, 10 minutes after the last node "
                        + "became ready with it, or Manual, when this is set to Automatic. Until then image can be rolled back. "
                        + "Absent: Automatic.")
        @Nullable
        FinalizeUpgrade finalizeUpgrade,

        @JsonPropertyDescription(
                "Externally issued certificates of the nodes and of root. Absent: the operator issues them.")
        @Nullable
        CertificatesSpec certificates,

        @JsonPropertyDescription(
                "An existing CockroachDB or PostgreSQL server to use instead of nodes run by the operator.")
        @Nullable
        ExternalDatabase external) {

    /** CEL: the values of CockroachDB's --cache and --max-sql-memory, except a bare number, which would be bytes. */
    static final String MEMORY = "r'^([1-9][0-9]?%|0?[.][0-9]+|[1-9][0-9]*[KMGT]i?B?)$'";

    public DatabaseSpec {
        name = name == null ? "movies" : name;
        if (external == null) {
            nodes = nodes == null ? 1 : nodes;
            storage = storage == null ? StorageSpec.defaults() : storage;
            cache = cache == null ? "25%" : cache;
            maxSqlMemory = maxSqlMemory == null ? "25%" : maxSqlMemory;
            resources = Defaults.databaseResources(resources);
            imagePullSecrets = imagePullSecrets == null ? List.of() : imagePullSecrets;
            finalizeUpgrade = finalizeUpgrade == null ? FinalizeUpgrade.Automatic : finalizeUpgrade;
            pod = pod == null ? PodOverrides.none() : pod;
        }
    }

    /** The settings of the stack's own nodes; beside {@code external} there are none. */
    public NodeSettings nodeSettings() {
        return new NodeSettings(
                requireNonNull(nodes),
                requireNonNull(storage),
                requireNonNull(cache),
                requireNonNull(maxSqlMemory),
                requireNonNull(resources),
                requireNonNull(imagePullSecrets),
                requireNonNull(pod));
    }

    @SuppressWarnings("NullAway") // The constructor fills in what is absent.
    static DatabaseSpec defaults() {
        return new DatabaseSpec(null, null, null, null, null, null, null, null, null, null, null, null, null);
    }
}

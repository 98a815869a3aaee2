package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;

/**
 * The database: CockroachDB nodes of the stack's own, or {@code external}. No schema defaults here, so that a field
 * without meaning beside {@code external} can be refused.
 */
@ValidationRule(
        value = "!has(self.nodes) || self.nodes != 2",
        message = "nodes: 2 cannot agree on anything when one of them is away. Use 1, or 3 and more",
        fieldPath = ".nodes")
@ValidationRule(
        value = "!has(self.name) || !(self.name in ['system', 'defaultdb', 'postgres', 'template0', 'template1'])",
        message = "name is one of the server's own databases. Choose another, such as movies",
        fieldPath = ".name")
@ValidationRule(
        value = "!has(self.external) || !(has(self.nodes) || has(self.image) || has(self.storage) || has(self.cache)"
                + " || has(self.maxSqlMemory) || has(self.resources) || has(self.licenseSecretRef)"
                + " || has(self.imagePullSecrets) || has(self.pod) || has(self.finalizeUpgrade)"
                + " || has(self.certificates))",
        message =
                "external names a server that someone else runs: nodes, image, storage, cache, maxSqlMemory, resources,"
                        + " licenseSecretRef, imagePullSecrets, pod, finalizeUpgrade and certificates have no meaning beside it. Remove them, or external")
@ValidationRule(
        value = "!has(self.image) || self.image.matches(r'^[^\\s]+$')",
        message = "image must be an image's name without spaces, such as cockroachdb/cockroach:v25.4.14",
        fieldPath = ".image")
@ValidationRule(
        value = "!has(self.cache) || self.cache.matches(" + DatabaseSpec.MEMORY + ")",
        message = "cache must be a part of the memory limit, such as 25% or .25, or a size, such as 2GiB",
        fieldPath = ".cache")
@ValidationRule(
        value = "!has(self.maxSqlMemory) || self.maxSqlMemory.matches(" + DatabaseSpec.MEMORY + ")",
        message = "maxSqlMemory must be a part of the memory limit, such as 25% or .25, or a size, such as 2GiB",
        fieldPath = ".maxSqlMemory")
@ValidationRule(
        value = "!has(self.name) || self.name.matches(r'^[a-z_][a-z0-9_]*$')",
        message = "name must be lower-case letters, digits and underscores, not starting with a digit",
        fieldPath = ".name")
@ValidationRule(value = ResourceRules.QUANTITIES, message = ResourceRules.QUANTITIES_MESSAGE, fieldPath = ".resources")
@ValidationRule(value = ResourceRules.BOUNDS, message = ResourceRules.BOUNDS_MESSAGE, fieldPath = ".resources")
@JsonIgnoreProperties(ignoreUnknown = true)
public record DatabaseSpec(
        @JsonPropertyDescription("Name of the database, made if it is missing. Absent: movies. It cannot be changed.")
        @Size(max = 63)
        String name,

        @JsonPropertyDescription("Number of CockroachDB nodes. Absent: 1. It may be changed while the database runs, "
                + "but not back to 1. CockroachDB limits clusters of several nodes "
                + "without a licence to 5 open transactions 7 days after they were made.")
        @Min(1)
        @Max(99)
        Integer nodes,

        @JsonPropertyDescription(
                "CockroachDB's image. Absent: the operator's default when the stack is made, kept from then on.")
        @Size(max = 500)
        String image,

        @JsonPropertyDescription("The volume of each node.") StorageSpec storage,

        @JsonPropertyDescription(
                "CockroachDB's cache, as a part of the memory limit (25%) or a size (2GiB). Absent: 25%.")
        @Size(max = 20)
        String cache,

        @JsonPropertyDescription("Memory for SQL, as a part of the memory limit (25%) or a size (2GiB). Absent: 25%.")
        @Size(max = 20)
        String maxSqlMemory,

        @JsonPropertyDescription(
                "Resources of each node. Absent: requests of 250m CPU and 512Mi, and a limit of 2Gi memory, which stays where only others are given.")
        ResourceRequirements resources,

        @JsonPropertyDescription("Secrets to pull the image with.")
        List<LocalObjectReference> imagePullSecrets,

        @JsonPropertyDescription("Secret with the key license: CockroachDB's licence.")
        SecretRef licenseSecretRef,

        @JsonPropertyDescription("Additions to the nodes' pods.")
        PodOverrides pod,

        @JsonPropertyDescription(
                "When an upgrade to another major version becomes permanent: Automatic, 10 minutes after the last node "
                        + "became ready with it, or Manual, when this is set to Automatic. Until then image may go back. "
                        + "Absent: Automatic.")
        FinalizeUpgrade finalizeUpgrade,

        @JsonPropertyDescription(
                "Certificates of the nodes and of root that someone else issues. Absent: the operator issues them.")
        CertificatesSpec certificates,

        @JsonPropertyDescription(
                "A CockroachDB or PostgreSQL server that someone else runs, instead of one made by the operator.")
        ExternalDatabase external) {

    /** CEL: what CockroachDB's --cache and --max-sql-memory take, but for a bare number, which would be bytes. */
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

    static DatabaseSpec defaults() {
        return new DatabaseSpec(null, null, null, null, null, null, null, null, null, null, null, null, null);
    }
}

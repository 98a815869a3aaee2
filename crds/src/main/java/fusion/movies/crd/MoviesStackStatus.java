package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The observed state. Written only by the operator. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MoviesStackStatus(
        @JsonPropertyDescription("The generation of the spec that this status describes.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "Ready: requests are answered with movies. Reconciling: a change is in progress. Stalled: a "
                        + "change waits for user action. The steps: CertificatesReady, DatabaseReady, "
                        + "SchemaReady, ApiReady, Seeded, BackupReady.")
        List<Condition> conditions,

        @JsonPropertyDescription("The database.") @Nullable DatabaseStatus database,
        @JsonPropertyDescription("The API.") @Nullable ApiStatus api,
        @JsonPropertyDescription("The movies.") @Nullable SeedStatus seed,

        @JsonPropertyDescription("The last successful backup.") @Nullable
        BackupStatus backup) {

    public MoviesStackStatus {
        conditions = conditions == null ? List.of() : conditions;
    }

    /** The last successful backup, as its Job reported it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record BackupStatus(
            @JsonPropertyDescription("The point in time that its data are from.") @Nullable
            String lastSuccessTime,

            @JsonPropertyDescription("Number of movies.") @Nullable
            Long movies,

            @JsonPropertyDescription("Its size.") @Nullable Long bytes,

            @JsonPropertyDescription("Location of the backup.") @Nullable
            String location) {}

    /** The observed database. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DatabaseStatus(
            @JsonPropertyDescription(
                    "Current number of nodes, including nodes that are starting or leaving. Differs from the "
                            + "spec during a change, or if the change is refused.")
            @Nullable
            Integer nodes,

            @JsonPropertyDescription("Nodes that are ready.") @Nullable
            Integer readyNodes,

            @JsonPropertyDescription("Ready and current nodes, as kubectl shows them.") @Nullable
            String summary,

            @JsonPropertyDescription("Version that the server reports.") @Nullable
            String version,

            @JsonPropertyDescription("CockroachDB's cluster id, recorded on the PersistentVolumeClaims.") @Nullable
            String clusterId,

            @JsonPropertyDescription("Size of the largest volume; database.storage.size cannot be below it.")
            @Size(max = 50)
            @Nullable
            String storage,

            @JsonPropertyDescription("When the first certificate expires: the CA's, the nodes' or root's.") @Nullable
            String certificatesExpire) {}

    /** The observed API. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ApiStatus(
            @JsonPropertyDescription("Number of API pods to run.") @Nullable
            Integer replicas,

            @JsonPropertyDescription("Pods that are ready.") @Nullable
            Integer readyReplicas,

            @JsonPropertyDescription("Ready and desired pods, as kubectl shows them.") @Nullable
            String summary,

            @JsonPropertyDescription(
                    "The API's address: of the Ingress, the load balancer, or the Service in the cluster.")
            @Nullable
            String url) {}

    /** The last load, as recorded in the database. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SeedStatus(
            @JsonPropertyDescription("Number of movies from the last successful load.") @Nullable
            Long films,

            @JsonPropertyDescription("Movies inserted by the last load.") @Nullable
            Long inserted,

            @JsonPropertyDescription("Movies updated by the last load because they changed in the source.") @Nullable
            Long updated,

            @JsonPropertyDescription("Movies that were already up to date.") @Nullable
            Long skipped,

            @JsonPropertyDescription("Movies deleted because they are gone from the source.") @Nullable
            Long removed,

            @JsonPropertyDescription("Rows skipped because they are not valid movies.") @Nullable
            Long rejected,

            @JsonPropertyDescription("Duration of the load, such as 4.2s.") @Nullable
            String duration) {}
}

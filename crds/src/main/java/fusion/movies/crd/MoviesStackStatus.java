package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** The observed state. Written only by the operator. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MoviesStackStatus(
        @JsonPropertyDescription("The generation of the spec that this status describes.")
        Long observedGeneration,

        @JsonPropertyDescription(
                "Ready: requests are answered with movies. Reconciling: a change is in progress. Stalled: a "
                        + "change waits for user action. The steps: CertificatesReady, DatabaseReady, "
                        + "SchemaReady, ApiReady, Seeded, BackupReady.")
        List<Condition> conditions,

        @JsonPropertyDescription("The database.") DatabaseStatus database,
        @JsonPropertyDescription("The API.") ApiStatus api,
        @JsonPropertyDescription("The films.") SeedStatus seed,

        @JsonPropertyDescription("The last backup that succeeded.")
        BackupStatus backup) {

    public MoviesStackStatus {
        conditions = conditions == null ? List.of() : conditions;
    }

    /** The last successful backup, as its Job reported it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record BackupStatus(
            @JsonPropertyDescription("The moment whose movies it holds.")
            String lastSuccessTime,

            @JsonPropertyDescription("Movies in it.") Long movies,
            @JsonPropertyDescription("Its size.") Long bytes,
            @JsonPropertyDescription("Where it is.") String location) {}

    /** The observed database. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DatabaseStatus(
            @JsonPropertyDescription(
                    "Current number of nodes, including nodes that are starting or leaving. Differs from the "
                            + "spec during a change, or if the change is refused.")
            Integer nodes,

            @JsonPropertyDescription("Nodes that are ready.")
            Integer readyNodes,

            @JsonPropertyDescription("Ready and current nodes, as kubectl shows them.")
            String summary,

            @JsonPropertyDescription("Version that the server reports.")
            String version,

            @JsonPropertyDescription("CockroachDB's cluster id, recorded on the PersistentVolumeClaims.")
            String clusterId,

            @JsonPropertyDescription("Size of the largest volume; database.storage.size cannot be below it.")
            @Size(max = 50)
            String storage,

            @JsonPropertyDescription("When the first certificate expires: the CA's, the nodes' or root's.")
            String certificatesExpire) {}

    /** The observed API. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ApiStatus(
            @JsonPropertyDescription("Number of API pods to run.")
            Integer replicas,

            @JsonPropertyDescription("Pods that are ready.") Integer readyReplicas,

            @JsonPropertyDescription("Ready and desired pods, as kubectl shows them.")
            String summary,

            @JsonPropertyDescription(
                    "The API's address: of the Ingress, the load balancer, or the Service in the cluster.")
            String url) {}

    /** The last load, as recorded in the database. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SeedStatus(
            @JsonPropertyDescription("Number of movies from the last successful load.")
            Long films,

            @JsonPropertyDescription("Films inserted by the last load.")
            Long inserted,

            @JsonPropertyDescription("Films updated by the last load because they changed in the source.")
            Long updated,

            @JsonPropertyDescription("Films that were already up to date.")
            Long skipped,

            @JsonPropertyDescription("Films deleted because they are gone from the source.")
            Long removed,

            @JsonPropertyDescription("Rows skipped because they are not valid films.")
            Long rejected,

            @JsonPropertyDescription("Duration of the load, such as 4.2s.")
            String duration) {}
}

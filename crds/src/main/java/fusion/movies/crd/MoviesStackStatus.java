package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What was observed. Written by the operator alone. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MoviesStackStatus(
        @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        Long observedGeneration,

        @JsonPropertyDescription(
                "Ready: requests are answered with movies. Reconciling, Stalled: what is under way, or waits for someone. "
                        + "The steps: CertificatesReady, DatabaseReady, SchemaReady, ApiReady, Seeded, BackupReady.")
        List<Condition> conditions,

        @JsonPropertyDescription("The database.") DatabaseStatus database,
        @JsonPropertyDescription("The API.") ApiStatus api,
        @JsonPropertyDescription("The films.") SeedStatus seed,

        @JsonPropertyDescription("The last backup that succeeded.")
        BackupStatus backup) {

    public MoviesStackStatus {
        conditions = conditions == null ? List.of() : conditions;
    }

    /** The backup that succeeded last, as its Job told it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record BackupStatus(
            @JsonPropertyDescription("The moment whose movies it holds.")
            String lastSuccessTime,

            @JsonPropertyDescription("Movies in it.") Long movies,
            @JsonPropertyDescription("Its size.") Long bytes,
            @JsonPropertyDescription("Where it is.") String location) {}

    /** The database as it is. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DatabaseStatus(
            @JsonPropertyDescription(
                    "Nodes that run or are being started: those of the spec, but for nodes that are still "
                            + "leaving, and a number that is refused.")
            Integer nodes,

            @JsonPropertyDescription("Nodes that are ready.")
            Integer readyNodes,

            @JsonPropertyDescription("Nodes that are ready, of those, as kubectl shows them.")
            String summary,

            @JsonPropertyDescription("The engine's version, as it names itself.")
            String version,

            @JsonPropertyDescription("CockroachDB's id of the cluster; it is kept on the volume claims.")
            String clusterId,

            @JsonPropertyDescription("Size of the largest volume: database.storage.size cannot be below it.")
            @Size(max = 50)
            String storage,

            @JsonPropertyDescription("When the first of the certificates ends: the authority's, the nodes' or root's.")
            String certificatesExpire) {}

    /** The API as it is. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ApiStatus(
            @JsonPropertyDescription("Pods wished for.") Integer replicas,

            @JsonPropertyDescription("Pods that are ready.") Integer readyReplicas,

            @JsonPropertyDescription("Ready and wished pods, as kubectl shows them.")
            String summary,

            @JsonPropertyDescription(
                    "Where the API answers: the Ingress, the load balancer, or the Service in the cluster.")
            String url) {}

    /** The films as they were loaded: the load record of the database. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SeedStatus(
            @JsonPropertyDescription("Movies that are served: those of the load that ended last and well.")
            Long films,

            @JsonPropertyDescription("Films that the last load added.")
            Long inserted,

            @JsonPropertyDescription("Films that the last load changed, the source having changed them.")
            Long updated,

            @JsonPropertyDescription("Films that were there already, as they should be.")
            Long skipped,

            @JsonPropertyDescription("Films removed, being gone from the source.")
            Long removed,

            @JsonPropertyDescription("Rows left out, being no film.")
            Long rejected,

            @JsonPropertyDescription("How long the load took, such as 4.2s.")
            String duration) {}
}

package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;

/** Who may open connections to the pods of a stack. Which connections they open themselves is not limited. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NetworkPolicySpec(
        @JsonPropertyDescription("True: NetworkPolicies let in what the stack needs, and what is named here. They do "
                + "something only where the cluster's network enforces them.")
        @Default("false")
        Boolean enabled,

        @JsonPropertyDescription("Who may use the API. Absent: everyone.") @Size(min = 1, max = 50)
        List<NetworkPolicyPeer> apiFrom,

        @JsonPropertyDescription(
                "Who may use the database beside the stack and the operator, on SQL's port 26257. " + "Absent: no one.")
        @Size(max = 50)
        List<NetworkPolicyPeer> databaseFrom,

        @JsonPropertyDescription(
                "Who may read metrics: of the API on port 8081, of the database on port 8080. Absent: no one.")
        @Size(max = 50)
        List<NetworkPolicyPeer> metricsFrom) {

    public NetworkPolicySpec {
        enabled = enabled != null && enabled;
        apiFrom = apiFrom == null ? List.of() : apiFrom;
        databaseFrom = databaseFrom == null ? List.of() : databaseFrom;
        metricsFrom = metricsFrom == null ? List.of() : metricsFrom;
    }

    static NetworkPolicySpec defaults() {
        return new NetworkPolicySpec(null, null, null, null);
    }
}

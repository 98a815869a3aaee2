package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;

/** NetworkPolicies for ingress to a stack's pods. Egress is not restricted. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NetworkPolicySpec(
        @JsonPropertyDescription("True: NetworkPolicies allow what the stack needs and what is listed here. They "
                + "take effect only if the cluster's network plugin enforces them.")
        @Default("false")
        Boolean enabled,

        @JsonPropertyDescription("Peers that may connect to the API. Absent: all.") @Size(min = 1, max = 50)
        List<NetworkPolicyPeer> apiFrom,

        @JsonPropertyDescription(
                "Peers besides the stack and the operator that may connect to the database's SQL port, 26257. "
                        + "Absent: no one.")
        @Size(max = 50)
        List<NetworkPolicyPeer> databaseFrom,

        @JsonPropertyDescription(
                "Peers that may scrape metrics: of the API on port 8081, of the database on port 8080. Absent: none.")
        @Size(max = 50)
        List<NetworkPolicyPeer> metricsFrom) {

    public NetworkPolicySpec {
        enabled = enabled != null && enabled;
        apiFrom = apiFrom == null ? List.of() : apiFrom;
        databaseFrom = databaseFrom == null ? List.of() : databaseFrom;
        metricsFrom = metricsFrom == null ? List.of() : metricsFrom;
    }

    @SuppressWarnings("NullAway") // The constructor fills in what is absent.
    static NetworkPolicySpec defaults() {
        return new NetworkPolicySpec(null, null, null, null);
    }
}

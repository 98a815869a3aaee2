package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import java.util.Map;

/** The Service in front of the API. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApiServiceSpec(
        @JsonPropertyDescription("Type of the Service.") @Default("ClusterIP")
        ServiceType type,

        @JsonPropertyDescription("Port of the Service.") @Min(1) @Max(65535) @Default("80")
        Integer port,

        @JsonPropertyDescription("Annotations of the Service, for example a cloud provider's load balancer settings.")
        Map<String, String> annotations) {

    public ApiServiceSpec {
        type = type == null ? ServiceType.ClusterIP : type;
        port = port == null ? 80 : port;
        annotations = annotations == null ? Map.of() : annotations;
    }

    @SuppressWarnings("NullAway") // The constructor fills in what is absent.
    static ApiServiceSpec defaults() {
        return new ApiServiceSpec(null, null, null);
    }
}

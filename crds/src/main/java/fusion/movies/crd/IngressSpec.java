package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An Ingress in front of the API's Service. */
@ValidationRule(
        value = "self.host.matches(r'^([*][.])?[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
        message = "host must be a host name such as movies.example.org or *.example.org, without a scheme or a path",
        fieldPath = ".host")
@JsonIgnoreProperties(ignoreUnknown = true)
public record IngressSpec(
        @JsonPropertyDescription("Host name of the API.") @Required @Size(max = 253)
        String host,

        @JsonPropertyDescription("IngressClass. Absent: the cluster's default.") @Size(min = 1, max = 253) @Nullable
        String className,

        @JsonPropertyDescription("Secret of type kubernetes.io/tls with the host's certificate. Absent: plain HTTP.")
        @Nullable
        SecretRef tlsSecretRef,

        @JsonPropertyDescription("Annotations of the Ingress.")
        Map<String, String> annotations) {

    public IngressSpec {
        annotations = annotations == null ? Map.of() : annotations;
    }
}

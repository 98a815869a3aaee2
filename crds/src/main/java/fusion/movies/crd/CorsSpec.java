package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Cross-origin requests (CORS) that browsers may make to the API. */
@ValidationRule(
        value =
                "self.allowedOrigins.all(origin, origin == '*'"
                        + " || origin.matches(r'^https?://([a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:]+\\])(:[0-9]{1,5})?$'))",
        message = "allowedOrigins: each is * or an origin such as https://movies.example.org or http://localhost:3000:"
                + " a scheme, a host and optionally a port, without a path or a trailing slash",
        fieldPath = ".allowedOrigins")
@JsonIgnoreProperties(ignoreUnknown = true)
public record CorsSpec(
        @JsonPropertyDescription("Allowed origins, such as https://movies.example.org; * allows all.")
        @Required
        @Size(min = 1, max = 50)
        List<@Size(max = 300) String> allowedOrigins) {

    public CorsSpec {
        allowedOrigins = allowedOrigins == null ? List.of() : allowedOrigins;
    }
}

package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A Secret in the stack's namespace. */
@ValidationRule(
        value = "self.name.matches(r'^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
        message = "name must be the name of a Secret: lower-case letters, digits, hyphens and dots",
        fieldPath = ".name")
@JsonIgnoreProperties(ignoreUnknown = true)
public record SecretRef(
        @JsonPropertyDescription("Name of a Secret in the stack's namespace.") @Required @Size(max = 253)
        String name) {}

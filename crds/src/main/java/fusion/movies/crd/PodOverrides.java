package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;

/** What a pod gets beside what the operator gives it. */
@ValidationRule(
        value = "!has(self.env) || !self.env.exists(name, name.startsWith('MOVIES_'))",
        message = "env: names that start with MOVIES_ are the operator's. Use the fields of the spec instead",
        fieldPath = ".env")
@ValidationRule(
        value = "!has(self.env) || self.env.all(name, name.matches('^[-._a-zA-Z][-._a-zA-Z0-9]*$'))",
        message = "env: a name is letters, digits, underscores, hyphens and dots, not starting with a digit",
        fieldPath = ".env")
@JsonIgnoreProperties(ignoreUnknown = true)
public record PodOverrides(
        @JsonPropertyDescription("Annotations of the pods.") Map<String, String> annotations,

        @JsonPropertyDescription(
                "Environment variables of the main container, by name. Not for secrets: they are readable in the pod.")
        Map<String, String> env,

        @JsonPropertyDescription("Labels that a node must have.")
        Map<String, String> nodeSelector,

        @JsonPropertyDescription("Where the pods may and should run.")
        Affinity affinity,

        @JsonPropertyDescription("Taints of nodes that the pods tolerate.")
        List<Toleration> tolerations) {

    public PodOverrides {
        annotations = annotations == null ? Map.of() : annotations;
        env = env == null ? Map.of() : env;
        nodeSelector = nodeSelector == null ? Map.of() : nodeSelector;
        tolerations = tolerations == null ? List.of() : tolerations;
    }

    static PodOverrides none() {
        return new PodOverrides(null, null, null, null, null);
    }
}

package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Customizes a pod that the operator creates. */
@ValidationRule(
        value = "!has(self.env) || !self.env.exists(name, name.startsWith('MOVIES_'))",
        message =
                "env: names that start with MOVIES_ are reserved for the operator. Use the fields of the spec instead",
        fieldPath = ".env")
@ValidationRule(
        value = "!has(self.env) || self.env.all(name, name.matches('^[-._a-zA-Z][-._a-zA-Z0-9]*$'))",
        message = "env: a name is letters, digits, underscores, hyphens and dots, not starting with a digit",
        fieldPath = ".env")
@ValidationRule(
        value = "!has(self.labels) || !self.labels.exists(key, key.startsWith('app.kubernetes.io/')"
                + " || key.startsWith('movies.fusion/'))",
        message = "labels: the prefixes app.kubernetes.io and movies.fusion are reserved for the operator. Use others",
        fieldPath = ".labels")
@ValidationRule(
        value = "!has(self.volumes) || self.volumes.all(one, self.volumes.exists_one(other, other.name == one.name)"
                + " && self.volumes.exists_one(other, other.mountPath == one.mountPath))",
        message = "volumes: two of them have the same name or the same mountPath",
        fieldPath = ".volumes")
@JsonIgnoreProperties(ignoreUnknown = true)
public record PodOverrides(
        @JsonPropertyDescription("Annotations of the pods.") Map<String, String> annotations,

        @JsonPropertyDescription("Labels of the pods, in addition to the operator's.")
        Map<String, String> labels,

        @JsonPropertyDescription(
                "Environment variables of the main container, by name. Not for secrets: they are readable in the pod's spec.")
        Map<String, String> env,

        @JsonPropertyDescription("Node selector of the pods.")
        Map<String, String> nodeSelector,

        @JsonPropertyDescription("Affinity of the pods.") @Nullable
        Affinity affinity,

        @JsonPropertyDescription("Tolerations of the pods.") List<Toleration> tolerations,

        @JsonPropertyDescription("Topology spread constraints of the pods. Absent: spread over zones and nodes "
                + "as evenly as possible. A constraint without labelSelector selects the pods of this part of "
                + "the stack.")
        @Size(max = 10)
        List<TopologySpreadConstraint> topologySpreadConstraints,

        @JsonPropertyDescription("PriorityClass of the pods. Absent: the cluster's default.")
        @Size(min = 1, max = 253)
        @Nullable
        String priorityClassName,

        @JsonPropertyDescription("ServiceAccount of the pods; its token is not mounted. Absent: default.")
        @Size(min = 1, max = 253)
        @Nullable
        String serviceAccountName,

        @JsonPropertyDescription("Additional volumes of the main container.") @Size(max = 20)
        List<PodVolume> volumes) {

    public PodOverrides {
        annotations = annotations == null ? Map.of() : annotations;
        labels = labels == null ? Map.of() : labels;
        env = env == null ? Map.of() : env;
        nodeSelector = nodeSelector == null ? Map.of() : nodeSelector;
        tolerations = tolerations == null ? List.of() : tolerations;
        topologySpreadConstraints = topologySpreadConstraints == null ? List.of() : topologySpreadConstraints;
        volumes = volumes == null ? List.of() : volumes;
    }

    @SuppressWarnings("NullAway") // The constructor fills in what is absent.
    static PodOverrides none() {
        return new PodOverrides(null, null, null, null, null, null, null, null, null, null);
    }
}

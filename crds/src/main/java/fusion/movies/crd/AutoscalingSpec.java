package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** A HorizontalPodAutoscaler for the API. */
@ValidationRule(
        value = "!has(self.minReplicas) || self.minReplicas <= self.maxReplicas",
        message = "minReplicas must not be above maxReplicas",
        fieldPath = ".minReplicas")
@JsonIgnoreProperties(ignoreUnknown = true)
public record AutoscalingSpec(
        @JsonPropertyDescription("Minimum number of pods. Absent: 2, or 1 if maxReplicas is 1.") @Min(1) @Max(1000)
        Integer minReplicas,

        @JsonPropertyDescription("Maximum number of pods.") @Required @Min(1) @Max(1000)
        Integer maxReplicas,

        @JsonPropertyDescription("Target average CPU utilization, in percent of the request. Absent: 80.")
        @Min(1)
        @Max(1000)
        Integer targetCpuUtilization) {

    public AutoscalingSpec {
        minReplicas = minReplicas == null ? Integer.valueOf(Math.min(2, maxReplicas)) : minReplicas;
        targetCpuUtilization = targetCpuUtilization == null ? 80 : targetCpuUtilization;
    }
}

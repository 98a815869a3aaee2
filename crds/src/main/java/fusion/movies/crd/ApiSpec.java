package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The movies API. */
@ValidationRule(
        value = "!(has(self.replicas) && has(self.autoscaling))",
        message = "replicas and autoscaling exclude each other: with autoscaling, minReplicas and maxReplicas decide")
@ValidationRule(
        value = "!has(self.image) || self.image.matches(r'^[^\\s]+$')",
        message = "image must be an image's name without spaces, such as movies-api:1.0",
        fieldPath = ".image")
@ValidationRule(value = ResourceRules.QUANTITIES, message = ResourceRules.QUANTITIES_MESSAGE, fieldPath = ".resources")
@ValidationRule(value = ResourceRules.BOUNDS, message = ResourceRules.BOUNDS_MESSAGE, fieldPath = ".resources")
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApiSpec(
        @JsonPropertyDescription(
                "Image of the API; it also runs the seed Job. Absent: the image released with the operator.")
        @Size(max = 500)
        @Nullable
        String image,

        @JsonPropertyDescription("Image pull Secrets.") List<LocalObjectReference> imagePullSecrets,

        @JsonPropertyDescription("Number of API pods to run. Absent: 2.") @Min(0) @Max(1000) @Nullable
        Integer replicas,

        @JsonPropertyDescription(
                "Resources of each pod. Absent: requests of 100m CPU and 384Mi, and a memory limit of 512Mi, which also applies if only other resources are set.")
        ResourceRequirements resources,

        @JsonPropertyDescription("The API's Service.") ApiServiceSpec service,

        @JsonPropertyDescription("The API's Ingress. Absent: none.") @Nullable
        IngressSpec ingress,

        @JsonPropertyDescription("HorizontalPodAutoscaler for the API, instead of replicas. Absent: none.") @Nullable
        AutoscalingSpec autoscaling,

        @JsonPropertyDescription("Cross-origin requests (CORS) that browsers may make to the API. Absent: none.")
        @Nullable
        CorsSpec cors,

        @JsonPropertyDescription("Customizes the pods.") PodOverrides pod) {

    public ApiSpec {
        imagePullSecrets = imagePullSecrets == null ? List.of() : imagePullSecrets;
        replicas = replicas == null && autoscaling == null ? Integer.valueOf(2) : replicas;
        resources = Defaults.apiResources(resources);
        service = service == null ? ApiServiceSpec.defaults() : service;
        pod = pod == null ? PodOverrides.none() : pod;
    }

    @SuppressWarnings("NullAway") // The constructor fills in what is absent.
    static ApiSpec defaults() {
        return new ApiSpec(null, null, null, null, null, null, null, null, null);
    }
}

package fusion.movies.crd;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;

/** The resources of pods whose spec names none. A memory limit always: CockroachDB's percentages are of it. */
final class Defaults {

    private Defaults() {}

    static ResourceRequirements databaseResources() {
        return resources("250m", "512Mi", "2Gi");
    }

    static ResourceRequirements apiResources() {
        return resources("100m", "384Mi", "512Mi");
    }

    private static ResourceRequirements resources(String cpu, String memory, String memoryLimit) {
        return new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity(cpu))
                .addToRequests("memory", new Quantity(memory))
                .addToLimits("memory", new Quantity(memoryLimit))
                .build();
    }
}

package fusion.movies.crd;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Default pod resources. There is always a memory limit: CockroachDB's percentages and the JVM's heap are fractions of
 * it, and of the machine's memory without one.
 */
final class Defaults {

    private static final String MEMORY = "memory";

    private Defaults() {}

    static ResourceRequirements databaseResources(@Nullable ResourceRequirements given) {
        return given == null ? resources("250m", "512Mi", "2Gi") : limited(given, new Quantity("2Gi"));
    }

    static ResourceRequirements apiResources(@Nullable ResourceRequirements given) {
        return given == null ? resources("100m", "384Mi", "512Mi") : limited(given, new Quantity("512Mi"));
    }

    /** Adds the default memory limit, or one equal to the request if that is higher. */
    private static ResourceRequirements limited(ResourceRequirements given, Quantity limit) {
        if (given.getLimits() != null && given.getLimits().containsKey(MEMORY)) {
            return given;
        }
        Quantity larger = Optional.ofNullable(given.getRequests())
                .map(requests -> requests.get(MEMORY))
                .filter(request -> request.getNumericalAmount().compareTo(limit.getNumericalAmount()) > 0)
                .orElse(limit);
        return new ResourceRequirementsBuilder(given)
                .addToLimits(MEMORY, larger)
                .build();
    }

    private static ResourceRequirements resources(String cpu, String memory, String memoryLimit) {
        return new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity(cpu))
                .addToRequests(MEMORY, new Quantity(memory))
                .addToLimits(MEMORY, new Quantity(memoryLimit))
                .build();
    }
}

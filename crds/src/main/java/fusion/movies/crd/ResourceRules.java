package fusion.movies.crd;

/**
 * CEL: validates cpu and memory as the API server does for a pod. Spelled out for each of the two, because the
 * estimated cost of a loop over all resources exceeds the API server's limit.
 */
final class ResourceRules {

    private static final String REQUESTS = "self.resources.requests";
    private static final String LIMITS = "self.resources.limits";
    private static final String CPU = "['cpu']";
    private static final String MEMORY = "['memory']";

    private static final String NO_REQUESTS = "!has(self.resources) || !has(self.resources.requests)";
    private static final String NO_LIMITS = "!has(self.resources) || !has(self.resources.limits)";

    private static final String NONE_OF_CPU = "!('cpu' in ";
    private static final String NONE_OF_MEMORY = "!('memory' in ";
    private static final String IS_QUANTITY = ") || isQuantity(string(";

    static final String QUANTITIES = "(" + NO_REQUESTS + " || ("
            + "(" + NONE_OF_CPU + REQUESTS + IS_QUANTITY + REQUESTS + CPU + ")))"
            + " && (" + NONE_OF_MEMORY + REQUESTS + IS_QUANTITY + REQUESTS + MEMORY + ")))))"
            + " && (" + NO_LIMITS + " || ("
            + "(" + NONE_OF_CPU + LIMITS + IS_QUANTITY + LIMITS + CPU + ")))"
            + " && (" + NONE_OF_MEMORY + LIMITS + IS_QUANTITY + LIMITS + MEMORY + ")))))";

    static final String QUANTITIES_MESSAGE =
            "resources: cpu and memory must be quantities, such as 500m for cpu and 512Mi for memory";

    static final String BOUNDS = NO_REQUESTS + " || !has(self.resources.limits) || ("
            + "(" + NONE_OF_CPU + REQUESTS + ") || " + NONE_OF_CPU + LIMITS + ") || !quantity(string(" + REQUESTS + CPU
            + ")).isGreaterThan(quantity(string(" + LIMITS + CPU + "))))"
            + " && (" + NONE_OF_MEMORY + REQUESTS + ") || " + NONE_OF_MEMORY + LIMITS + ") || !quantity(string("
            + REQUESTS + MEMORY + ")).isGreaterThan(quantity(string(" + LIMITS + MEMORY + ")))))";

    static final String BOUNDS_MESSAGE = "resources: a request of cpu or memory must not be above its limit";

    private ResourceRules() {}
}

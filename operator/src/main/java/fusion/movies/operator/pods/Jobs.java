package fusion.movies.operator.pods;

import io.fabric8.kubernetes.api.model.batch.v1.Job;

/** The state of a Job. */
public final class Jobs {

    private Jobs() {}

    public static boolean isOver(Job job) {
        return hasSucceeded(job) || hasCondition(job, "Failed");
    }

    public static boolean hasSucceeded(Job job) {
        return hasCondition(job, "Complete");
    }

    private static boolean hasCondition(Job job, String type) {
        return job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(
                                condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}

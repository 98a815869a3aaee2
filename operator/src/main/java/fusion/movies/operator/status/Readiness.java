package fusion.movies.operator.status;

import fusion.movies.operator.stack.StepResult;
import java.util.Map;
import java.util.Optional;

/** Computes the three conditions that summarize the steps. */
final class Readiness {

    /** A condition before it has its times. */
    record Summary(String status, String reason, String message) {}

    private Readiness() {}

    /** Reports serving only: whether requests are answered with movies. The other conditions report what blocks a change. */
    static Summary ready(StepResults results, Serving serving) {
        if (serving.isScaledToZero()) {
            return results.firstNotWorking()
                    .filter(step -> !(step.getKey() == ConditionType.Seeded && serving.hasMovies()))
                    .map(step -> mirrored("False", step))
                    .orElseGet(() -> new Summary(
                            "True", "ScaledToZero", "Scaled to zero: api.replicas is 0, so nothing is served."));
        }
        if (serving.answers() && serving.hasMovies()) {
            return new Summary("True", "Serving", serving.sentence() + aside(results));
        }
        String status = serving.api().isEmpty() ? "Unknown" : "False";
        return results.firstNotWorking()
                .map(step -> mirrored(status, step))
                .orElseGet(() -> new Summary(status, "NotServing", "No API pod is ready."));
    }

    /** True while a change is in progress and none is stalled: waiting is enough. */
    static Summary reconciling(StepResults results) {
        if (isStalled(results)) {
            return new Summary("False", "Stalled", "See the condition Stalled.");
        }
        return results.first(StepResult::isProgressing)
                .map(step -> mirrored("True", step))
                .orElseGet(() -> new Summary("False", "Settled", "The stack matches its spec."));
    }

    /** True while something is blocked until a user acts. */
    static Summary stalled(StepResults results) {
        return results.first(StepResult::isStalled)
                .map(step -> mirrored("True", step))
                .orElseGet(() -> new Summary("False", "NotStalled", "No step waits for user action."));
    }

    private static boolean isStalled(StepResults results) {
        return results.first(StepResult::isStalled).isPresent();
    }

    /** The remark that Ready's message adds. */
    private static String aside(StepResults results) {
        if (!results.works(ConditionType.DatabaseReady)) {
            return " The database is unavailable: the pods serve the movies that they read before, see DatabaseReady.";
        }
        Optional<Map.Entry<ConditionType, StepResult>> other =
                results.first(result -> result.isStalled() || !result.works());
        return other.map(step -> " Not as specified: see " + step.getKey() + ".")
                .orElse("");
    }

    private static Summary mirrored(String status, Map.Entry<ConditionType, StepResult> step) {
        return new Summary(
                status,
                step.getValue().reason(),
                step.getKey() + ": " + step.getValue().message());
    }
}

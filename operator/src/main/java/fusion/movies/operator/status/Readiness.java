package fusion.movies.operator.status;

import fusion.movies.operator.stack.StepResult;
import java.util.Map;
import java.util.Optional;

/** The three conditions that sum up the steps. */
final class Readiness {

    /** A condition before it has its times. */
    record Summary(String status, String reason, String message) {}

    private Readiness() {}

    /** Speaks of serving alone: whether requests are answered with movies. What hinders a change is told by the others. */
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
                .orElseGet(() -> new Summary(status, "NotServing", "No pod of the API answers."));
    }

    /** True while something is under way and nothing is stalled: a reader needs to wait, and no more. */
    static Summary reconciling(StepResults results) {
        if (isStalled(results)) {
            return new Summary("False", "Stalled", "See the condition Stalled.");
        }
        return results.first(StepResult::isProgressing)
                .map(step -> mirrored("True", step))
                .orElseGet(() -> new Summary("False", "Settled", "The stack is as its spec asks."));
    }

    /** True while something does not go on until someone acts. */
    static Summary stalled(StepResults results) {
        return results.first(StepResult::isStalled)
                .map(step -> mirrored("True", step))
                .orElseGet(() -> new Summary("False", "NotStalled", "Nothing waits for someone to act."));
    }

    private static boolean isStalled(StepResults results) {
        return results.first(StepResult::isStalled).isPresent();
    }

    /** What a reader of Ready should know beside it. */
    private static String aside(StepResults results) {
        if (!results.works(ConditionType.DatabaseReady)) {
            return " The database is away: they are served from what the pods read before, see DatabaseReady.";
        }
        Optional<Map.Entry<ConditionType, StepResult>> other =
                results.first(result -> result.isStalled() || !result.works());
        return other.map(step -> " Not as the spec asks: see " + step.getKey() + ".")
                .orElse("");
    }

    private static Summary mirrored(String status, Map.Entry<ConditionType, StepResult> step) {
        return new Summary(
                status,
                step.getValue().reason(),
                step.getKey() + ": " + step.getValue().message());
    }
}

package fusion.movies.plugin.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus;
import fusion.movies.plugin.status.Node.Mark;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The report about a stack.
 *
 * @param ready status of the condition Ready
 * @param status its reason
 * @param message its message
 * @param waitsFor what it waits for, in words; absent where it waits for nothing
 */
record StackReport(
        String namespace,
        String name,
        String ready,
        String status,
        String message,
        @Nullable String waitsFor,
        List<ConditionLine> conditions,
        List<Node> objects) {

    /** Conditions whose good status is False. */
    private static final Set<String> ABNORMAL = Set.of("Reconciling", "Stalled");

    record ConditionLine(@JsonProperty("type") String type, String status, String reason, String message) {

        private static ConditionLine of(Condition condition) {
            return new ConditionLine(
                    condition.getType(), condition.getStatus(), condition.getReason(), condition.getMessage());
        }

        boolean isGood() {
            return status.equals(ABNORMAL.contains(type) ? "False" : "True");
        }

        Mark mark() {
            if (isGood()) {
                return Mark.Good;
            }
            return type.equals("Stalled") ? Mark.Bad : Mark.Waiting;
        }
    }

    static StackReport of(StackObjects objects, Instant now) {
        MoviesStack stack = objects.stack();
        List<ConditionLine> conditions =
                Optional.ofNullable(stack.getStatus()).map(MoviesStackStatus::conditions).orElse(List.of()).stream()
                        .map(ConditionLine::of)
                        .toList();
        Optional<ConditionLine> ready = find("Ready", conditions);
        return new StackReport(
                stack.getMetadata().getNamespace(),
                stack.getMetadata().getName(),
                ready.map(ConditionLine::status).orElse("Unknown"),
                ready.map(ConditionLine::reason).orElse("NotSeen"),
                ready.map(ConditionLine::message).orElse("The operator has not reconciled it yet."),
                waitsFor(stack, conditions).orElse(null),
                conditions,
                StackTree.of(objects, now));
    }

    /** First what someone has to do, then the first step that is not done. */
    private static Optional<String> waitsFor(MoviesStack stack, List<ConditionLine> conditions) {
        MoviesStackStatus now = stack.getStatus();
        if (now == null || conditions.isEmpty()) {
            return Optional.of("the operator, which has not reconciled it yet. Is it running? kubectl get pods -A -l"
                    + " app.kubernetes.io/name=movies-operator");
        }
        Optional<String> waits = find("Stalled", conditions)
                .filter(stalled -> !stalled.isGood())
                .map(stalled -> "user action. " + stalled.message())
                .or(() -> conditions.stream()
                        .filter(condition -> !ABNORMAL.contains(condition.type())
                                && !condition.type().equals("Ready")
                                && !condition.isGood()
                                && !condition.reason().equals("Waiting"))
                        .map(condition -> condition.type() + ". " + condition.message())
                        .findFirst())
                .or(() -> find("Reconciling", conditions)
                        .filter(reconciling -> !reconciling.isGood())
                        .map(ConditionLine::message))
                .or(() -> find("Ready", conditions)
                        .filter(ready -> !ready.isGood())
                        .map(ConditionLine::message));
        Long seen = now.observedGeneration();
        Long asked = stack.getMetadata().getGeneration();
        return seen != null && asked != null && seen < asked
                ? Optional.of("the operator: the spec has changed, and the conditions below describe the former spec."
                        + waits.map(before -> " It waited for " + before).orElse(""))
                : waits;
    }

    private static Optional<ConditionLine> find(String type, List<ConditionLine> conditions) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}

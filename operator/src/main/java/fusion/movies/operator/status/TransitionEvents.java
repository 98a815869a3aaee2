package fusion.movies.operator.status;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emits an event and a log line for each change of a condition's status or reason, and none in between. A repeated
 * transition raises the count of its event.
 */
public final class TransitionEvents {

    private static final Logger log = LoggerFactory.getLogger(TransitionEvents.class);
    private static final int LONGEST_MESSAGE = 1000;

    /** They repeat a step's condition. */
    private static final Set<String> SUMMARIES = Set.of(ConditionType.Reconciling.name(), ConditionType.Stalled.name());

    private final KubernetesClient client;

    public TransitionEvents(KubernetesClient client) {
        this.client = client;
    }

    public void record(
            MoviesStack stack, List<Condition> before, List<Condition> after, StepResults results, Instant now) {
        after.stream().filter(condition -> isTransition(before, condition)).forEach(condition -> {
            boolean isWarning = isWarning(condition, results);
            log(condition, isWarning, results);
            try {
                record(stack, condition, isWarning, now);
            } catch (RuntimeException e) {
                // Events are best effort: the condition, written afterwards, says the same.
                log.debug("No event for {}", condition.getType(), e);
            }
        });
    }

    static boolean isTransition(List<Condition> before, Condition condition) {
        return !SUMMARIES.contains(condition.getType())
                && Conditions.find(before, condition.getType())
                        .map(old -> !Objects.equals(old.getStatus(), condition.getStatus())
                                || !Objects.equals(old.getReason(), condition.getReason()))
                        .orElse(true);
    }

    /** A step that waits for user action, whether or not it works; Ready if such a step is the cause. */
    private static boolean isWarning(Condition condition, StepResults results) {
        return results.inOrder().entrySet().stream()
                .filter(step -> step.getValue().isStalled())
                .anyMatch(step -> step.getKey().name().equals(condition.getType())
                        || (condition.getType().equals(ConditionType.Ready.name())
                                && !condition.getStatus().equals("True")
                                && condition.getReason().equals(step.getValue().reason())));
    }

    private static void log(Condition condition, boolean isWarning, StepResults results) {
        Throwable unexpected = results.unexpected().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(condition.getType()))
                .map(entry -> entry.getValue())
                .findFirst()
                .orElse(null);
        if (unexpected != null) {
            log.error("{}", sentence(condition), unexpected);
        } else if (isWarning) {
            log.warn("{}", sentence(condition));
        } else {
            log.info("{}", sentence(condition));
        }
    }

    private static String sentence(Condition condition) {
        return condition.getType() + " is " + condition.getStatus() + " (" + condition.getReason() + "): "
                + condition.getMessage();
    }

    private void record(MoviesStack stack, Condition condition, boolean isWarning, Instant now) {
        Event event = event(stack, condition, isWarning, now);
        Resource<Event> told = client.v1()
                .events()
                .inNamespace(stack.getMetadata().getNamespace())
                .withName(event.getMetadata().getName());
        if (told.get() == null) {
            client.resource(event).create();
            return;
        }
        told.edit(old -> new EventBuilder(old)
                .withMessage(event.getMessage())
                .withLastTimestamp(event.getLastTimestamp())
                .withCount(old.getCount() + 1)
                .build());
    }

    private static Event event(MoviesStack stack, Condition condition, boolean isWarning, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        String message = condition.getType() + " is " + condition.getStatus() + ": " + condition.getMessage();
        return new EventBuilder()
                .withNewMetadata()
                .withName(name(stack, condition))
                .withNamespace(stack.getMetadata().getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(stack.getApiVersion())
                .withKind(stack.getKind())
                .withName(stack.getMetadata().getName())
                .withNamespace(stack.getMetadata().getNamespace())
                .withUid(stack.getMetadata().getUid())
                .endInvolvedObject()
                .withType(isWarning ? "Warning" : "Normal")
                .withReason(condition.getReason())
                .withMessage(
                        message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE - 1) + "…" : message)
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .withNewSource()
                .withComponent("movies-operator")
                .endSource()
                .withReportingComponent("movies.fusion/movies-operator")
                .build();
    }

    /** One event per stack and kind of change. */
    private static String name(MoviesStack stack, Condition condition) {
        String change = String.join(
                "/", stack.getMetadata().getUid(), condition.getType(), condition.getStatus(), condition.getReason());
        return stack.getMetadata().getName() + "." + UUID.nameUUIDFromBytes(change.getBytes(StandardCharsets.UTF_8));
    }
}

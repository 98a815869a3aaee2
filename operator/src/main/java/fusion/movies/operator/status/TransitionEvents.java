package fusion.movies.operator.status;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event for each condition that changed its status or its reason, and none in between. */
public final class TransitionEvents {

    private static final Logger log = LoggerFactory.getLogger(TransitionEvents.class);
    private static final int LONGEST_MESSAGE = 1000;

    private final KubernetesClient client;

    public TransitionEvents(KubernetesClient client) {
        this.client = client;
    }

    public void record(
            MoviesStack stack,
            List<Condition> before,
            List<Condition> after,
            Map<ConditionType, StepResult> results,
            Instant now) {
        after.stream().filter(condition -> isTransition(before, condition)).forEach(condition -> {
            Event event = event(stack, condition, isFailure(condition, results), now);
            try {
                client.resource(event).create();
            } catch (KubernetesClientException e) {
                // An event is a courtesy: the condition says the same.
                log.warn("{}: no event for {}: {}", stack.getMetadata().getName(), condition.getType(), e.getMessage());
            }
        });
    }

    static boolean isTransition(List<Condition> before, Condition condition) {
        return Conditions.find(before, condition.getType())
                .map(old -> !Objects.equals(old.getStatus(), condition.getStatus())
                        || !Objects.equals(old.getReason(), condition.getReason()))
                .orElse(true);
    }

    private static boolean isFailure(Condition condition, Map<ConditionType, StepResult> results) {
        return results.values().stream()
                .anyMatch(result -> result.state() == StepResult.State.FAILED
                        && !condition.getStatus().equals("True")
                        && result.reason().equals(condition.getReason()));
    }

    private static Event event(MoviesStack stack, Condition condition, boolean failure, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        String message = condition.getType() + " is " + condition.getStatus() + ": " + condition.getMessage();
        return new EventBuilder()
                .withNewMetadata()
                .withGenerateName(stack.getMetadata().getName() + "-")
                .withNamespace(stack.getMetadata().getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(stack.getApiVersion())
                .withKind(stack.getKind())
                .withName(stack.getMetadata().getName())
                .withNamespace(stack.getMetadata().getNamespace())
                .withUid(stack.getMetadata().getUid())
                .endInvolvedObject()
                .withType(failure ? "Warning" : "Normal")
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
}

package fusion.movies.operator.seed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fusion.movies.operator.stack.PodProblem;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One attempt to load: a Job, and the pods it had. */
record Attempt(int number, Job job, List<Pod> pods) {

    /** A mended source raises no event: it is looked at again at least this often. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** A loader that somebody else ended did nothing wrong, and goes on where it was. */
    private static final Duration WAIT_AFTER_LOSS = Duration.ofSeconds(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the loader left as its termination message. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Verdict(String outcome, String reason, String message) {}

    static Attempt of(Job job, Collection<Pod> all) {
        String name = job.getMetadata().getName();
        List<Pod> pods = all.stream()
                .filter(pod -> pod.getMetadata().getLabels() != null
                        && name.equals(pod.getMetadata().getLabels().get("batch.kubernetes.io/job-name")))
                .toList();
        return new Attempt(Integer.parseInt(name.substring(name.lastIndexOf('-') + 1)), job, pods);
    }

    boolean isOver() {
        return hasSucceeded() || hasCondition("Failed");
    }

    /** It loaded its films, whatever became of them since: another load began to change them, or the table was made anew. */
    boolean hasSucceeded() {
        return hasCondition("Complete");
    }

    /** How long to wait from now until the next attempt; zero or less: no longer. */
    Duration untilNext(Instant now) {
        Duration wait = Duration.ofSeconds(1L << Math.min(number, 6));
        Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        return Duration.between(now, ended().plus(podWasTakenAway() ? WAIT_AFTER_LOSS : bounded));
    }

    /** As by a drained node, or by hand: a pod that fails by itself stays with its Job. */
    private boolean podWasTakenAway() {
        return pods.stream().allMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null);
    }

    Optional<PodProblem> problem() {
        return PodProblem.firstOf(pods);
    }

    /** Why the attempt failed: the loader's own word, else what Kubernetes says of the pod. */
    Verdict verdict() {
        return pods.stream()
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .map(container -> container.getState().getTerminated())
                .filter(Objects::nonNull)
                .map(Attempt::verdict)
                .findFirst()
                .orElseGet(() -> new Verdict(
                        "Failed",
                        "LoaderLost",
                        "The loader's pod was lost before it could say why. It is started again."));
    }

    private static Verdict verdict(ContainerStateTerminated terminated) {
        if (terminated.getMessage() != null && !terminated.getMessage().isBlank()) {
            try {
                return JSON.readValue(terminated.getMessage(), Verdict.class);
            } catch (JsonProcessingException e) {
                // Not the loader's: said below in our words.
            }
        }
        return new Verdict(
                "Failed",
                "LoaderKilled",
                "The loader ended without a word (" + terminated.getReason() + ", exit code " + terminated.getExitCode()
                        + "). It is started again and goes on.");
    }

    private Instant ended() {
        return job.getStatus().getConditions().stream()
                .map(condition -> Instant.parse(condition.getLastTransitionTime()))
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private boolean hasCondition(String type) {
        return job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(
                                condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}

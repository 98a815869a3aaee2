package fusion.movies.operator.seed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fusion.movies.operator.pods.Jobs;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One attempt at a load: a Job and its pods. */
record Attempt(int number, Job job, List<Pod> pods) {

    /** A repaired source raises no event, so it is retried at least this often. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** A loader that was killed externally did not fail, and resumes. */
    private static final Duration WAIT_AFTER_LOSS = Duration.ofSeconds(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The loader's termination message. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Verdict(@Nullable String outcome, String reason, String message) {

        Verdict {
            Objects.requireNonNull(reason);
            Objects.requireNonNull(message);
        }
    }

    static Attempt of(Job job, Collection<Pod> all) {
        String name = job.getMetadata().getName();
        List<Pod> pods = all.stream()
                .filter(pod -> pod.getMetadata().getLabels() != null
                        && name.equals(pod.getMetadata().getLabels().get("batch.kubernetes.io/job-name")))
                .toList();
        Map<String, String> labels = job.getMetadata().getLabels();
        return new Attempt(Integer.parseInt(labels.get(SeedJob.ATTEMPT)), job, pods);
    }

    boolean isOver() {
        return Jobs.isOver(job);
    }

    /** It succeeded, even if its movies have changed since: by another load, or because the table was re-created. */
    boolean hasSucceeded() {
        return Jobs.hasSucceeded(job);
    }

    /** Whether its loader is running or has run. */
    boolean hasStarted() {
        return pods.stream()
                .anyMatch(pod -> pod.getStatus() != null
                        && !"Pending".equals(pod.getStatus().getPhase()));
    }

    /** How long to wait until the next attempt; zero or less: it is due. */
    Duration untilNext(Instant now) {
        Duration wait = Duration.ofSeconds(1L << Math.min(number, 9));
        Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        return Duration.between(now, ended().plus(podWasTakenAway() ? WAIT_AFTER_LOSS : bounded));
    }

    /** For instance by a drain, or manually: a pod that fails by itself stays with its Job. */
    private boolean podWasTakenAway() {
        return pods.stream().allMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null);
    }

    /** Why the attempt failed: as reported by the loader, else by Kubernetes for the pod. */
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
                        "The loader's pod was lost before it reported a result. It is restarted."));
    }

    private static Verdict verdict(ContainerStateTerminated terminated) {
        if (terminated.getMessage() != null && !terminated.getMessage().isBlank()) {
            try {
                if (JSON.readValue(terminated.getMessage(), Verdict.class) instanceof Verdict said) {
                    return said;
                }
            } catch (JsonProcessingException e) {
                // Not written by the loader; described below.
            }
        }
        if ("OOMKilled".equals(terminated.getReason())) {
            return new Verdict(
                    "Failed",
                    "OutOfMemory",
                    "The loader was OOM-killed: it exceeded its memory limit. Raise" + " api.resources.limits.memory.");
        }
        return new Verdict(
                "Failed",
                "LoaderKilled",
                "The loader terminated without reporting a result (" + terminated.getReason() + ", exit code "
                        + terminated.getExitCode() + "). It is restarted and resumes.");
    }

    private Instant ended() {
        return job.getStatus().getConditions().stream()
                .map(condition -> Instant.parse(condition.getLastTransitionTime()))
                .max(Instant::compareTo)
                .orElseThrow();
    }
}

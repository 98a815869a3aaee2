package fusion.movies.operator.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fusion.movies.crd.MoviesStackStatus.BackupStatus;
import fusion.movies.operator.pods.Jobs;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of the CronJob: a Job and its pods. */
record BackupRun(Job job, List<Pod> pods) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The Job's termination message. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Verdict(
            @Nullable String outcome,
            String reason,
            String message,
            @Nullable String time,
            @Nullable Long movies,
            @Nullable Long bytes,
            @Nullable String location) {

        Verdict {
            Objects.requireNonNull(reason);
            Objects.requireNonNull(message);
        }

        BackupStatus status() {
            return new BackupStatus(time, movies, bytes, location);
        }
    }

    static BackupRun of(Job job, Collection<Pod> all) {
        String name = job.getMetadata().getName();
        List<Pod> pods = all.stream()
                .filter(pod -> pod.getMetadata().getLabels() != null
                        && name.equals(pod.getMetadata().getLabels().get("batch.kubernetes.io/job-name")))
                .sorted(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp())
                        .reversed())
                .toList();
        return new BackupRun(job, pods);
    }

    /** RFC 3339 in UTC, so that strings sort by time. */
    String created() {
        return job.getMetadata().getCreationTimestamp();
    }

    boolean isOver() {
        return Jobs.isOver(job);
    }

    boolean hasSucceeded() {
        return Jobs.hasSucceeded(job);
    }

    /** The verdict of the pod that terminated last; empty if none reported a result. */
    Optional<Verdict> verdict() {
        return pods.stream()
                .filter(pod -> pod.getStatus() != null)
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .filter(container -> container.getState() != null)
                .map(container -> container.getState().getTerminated())
                .filter(Objects::nonNull)
                .findFirst()
                .map(BackupRun::verdict);
    }

    private static Verdict verdict(ContainerStateTerminated terminated) {
        if (terminated.getMessage() != null && !terminated.getMessage().isBlank()) {
            try {
                if (JSON.readValue(terminated.getMessage(), Verdict.class) instanceof Verdict said) {
                    return said;
                }
            } catch (JsonProcessingException e) {
                // Not written by the Job; described below.
            }
        }
        if ("OOMKilled".equals(terminated.getReason())) {
            return failed(
                    "OutOfMemory",
                    "The backup was OOM-killed: it exceeded its memory limit. Raise api.resources.limits.memory.");
        }
        return failed(
                "BackupKilled",
                "The backup terminated without reporting a result (" + terminated.getReason() + ", exit code "
                        + terminated.getExitCode() + ").");
    }

    static Verdict failed(String reason, String message) {
        return new Verdict("Failed", reason, message, null, null, null, null);
    }
}

package fusion.movies.operator.seed;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus.SeedStatus;
import fusion.movies.operator.api.Api;
import fusion.movies.operator.api.SeedSource;
import fusion.movies.operator.pods.PodDiagnosis;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Observation;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepException;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.stack.Writes;
import fusion.movies.schema.LoadRecord;
import fusion.movies.schema.LoadState;
import fusion.movies.schema.Server;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The step of loading movies. The database records what was loaded; a Job is created if that differs from the spec,
 * and again with back-off after a failure.
 */
public final class Seed {

    private final Api api;
    private final Clock clock;

    public Seed(Api api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /**
     * The observed movies.
     *
     * @param status the last successful load, whose movies are served; empty if there was none
     */
    public record Observed(StepResult result, Optional<SeedStatus> status) implements Observation {}

    public Observed reconcile(MoviesStack stack, Server server, StackObjects objects) throws SQLException {
        try (Connection connection =
                server.asAdministrator(stack.getSpec().database().name())) {
            Optional<LoadRecord> last = LoadRecord.lastLoaded(connection);
            return new Observed(result(stack, connection, last, objects), last.map(SeedReport::status));
        }
    }

    private StepResult result(MoviesStack stack, Connection connection, Optional<LoadRecord> last, StackObjects objects)
            throws SQLException {
        try {
            return load(stack, connection, last, objects);
        } catch (StepException e) {
            return e.result();
        }
    }

    private StepResult load(MoviesStack stack, Connection connection, Optional<LoadRecord> last, StackObjects objects)
            throws SQLException {
        if (!stack.getSpec().seed().enabled()) {
            return new StepResult.Done("Disabled", "seed.enabled is false: no movies are loaded.");
        }
        String content =
                SourceContent.version(SeedSource.of(stack.getSpec().seed().source()), objects);
        String fingerprint = Fingerprint.of(stack, api.image(stack), content);
        removeJobs(job -> !SeedJob.isOf(fingerprint, job), objects);
        if (last.isPresent()
                && last.get().state() == LoadState.Loaded
                && last.get().fingerprint().equals(fingerprint)) {
            // The loader commits its record before the Job completes; the first Ready waits for both.
            boolean loaderEnds = attempts(fingerprint, objects).stream().anyMatch(attempt -> !attempt.isOver());
            return loaderEnds
                    ? new StepResult.Waiting("Loading", "The movies are loaded; the loader is finishing.")
                    : new StepResult.Done("Loaded", SeedReport.loaded(last.get()));
        }
        return load(stack, fingerprint, LoadRecord.read(connection, fingerprint), objects);
    }

    private StepResult load(MoviesStack stack, String fingerprint, Optional<LoadRecord> record, StackObjects objects) {
        List<Attempt> attempts = attempts(fingerprint, objects);
        if (attempts.isEmpty()) {
            return create(stack, fingerprint, 1, new StepResult.Waiting("Loading", "The loader starts."), objects);
        }
        Attempt latest = attempts.getLast();
        if (!latest.isOver()) {
            return underWay(attempts, record, objects);
        }
        StepResult result = ended(latest);
        if (latest.untilNext(clock.instant()).isPositive()) {
            return result;
        }
        StepResult created = create(stack, fingerprint, latest.number() + 1, result, objects);
        // The latest Job stays: its reason is reported until the next attempt makes progress.
        removeJobs(
                job -> attempts.stream()
                        .anyMatch(old -> old.number() < latest.number()
                                && old.job()
                                        .getMetadata()
                                        .getName()
                                        .equals(job.getMetadata().getName())),
                objects);
        return created;
    }

    /** A loader that is starting or running. The previous attempt's failure is reported until this one makes progress. */
    private static StepResult underWay(List<Attempt> attempts, Optional<LoadRecord> record, StackObjects objects) {
        Attempt latest = attempts.getLast();
        Optional<StepResult> progress = record.flatMap(SeedReport::progress);
        if (progress.isPresent() && latest.hasStarted()) {
            return progress.get();
        }
        return new PodDiagnosis(objects, "api.resources")
                .of(latest.job(), 1, latest.pods())
                .map(problem -> problem.failed())
                .or(() -> attempts.stream()
                        .filter(attempt -> attempt.number() == latest.number() - 1 && attempt.isOver())
                        .findFirst()
                        .map(Seed::ended))
                .orElseGet(() -> new StepResult.Waiting(
                        "Loading", latest.hasStarted() ? "The loader is reading its source." : "The loader starts."));
    }

    /** The result that an attempt reports until the next one runs. */
    private static StepResult ended(Attempt attempt) {
        if (attempt.hasSucceeded()) {
            return new StepResult.Waiting(
                    "Loading", "The loaded movies are gone or incomplete; the loader is starting.");
        }
        Attempt.Verdict verdict = attempt.verdict();
        return new StepResult.Failed(verdict.reason(), verdict.message());
    }

    private StepResult create(
            MoviesStack stack, String fingerprint, int attempt, StepResult result, StackObjects objects) {
        Writes writes = new Writes();
        writes.attempt(() -> objects.apply(SeedJob.job(stack, api.image(stack), fingerprint, attempt)));
        return writes.beside(result);
    }

    /** The attempts at a load, in order. */
    private static List<Attempt> attempts(String fingerprint, StackObjects objects) {
        List<Pod> pods = objects.all(Pod.class, Labels.SEED);
        return objects.all(Job.class, Labels.SEED).stream()
                .filter(job -> SeedJob.isOf(fingerprint, job))
                .map(job -> Attempt.of(job, pods))
                .sorted(Comparator.comparingInt(Attempt::number))
                .toList();
    }

    private static void removeJobs(Predicate<Job> condition, StackObjects objects) {
        objects.all(Job.class, Labels.SEED).stream()
                .filter(condition)
                .forEach(job -> objects.remove(job, DeletionPropagation.BACKGROUND));
    }
}

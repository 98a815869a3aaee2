package fusion.movies.operator.backup;

import fusion.movies.crd.BackupSpec;
import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus.BackupStatus;
import fusion.movies.operator.api.Api;
import fusion.movies.operator.pods.PodDiagnosis;
import fusion.movies.operator.pods.PodProblem;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Observation;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.stack.Writes;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The step of backups: a CronJob takes them, and the status reports the last one. A running backup is not Reconciling,
 * because it does not change the stack.
 */
public final class Backup {

    private final Api api;
    private final Clock clock;
    private final LastBackup lastBackup;

    public Backup(Api api, Clock clock, LastBackup lastBackup) {
        this.api = api;
        this.clock = clock;
        this.lastBackup = lastBackup;
    }

    /**
     * The observed backups.
     *
     * @param status the last successful one; empty if none succeeded
     */
    public record Observed(StepResult result, Optional<BackupStatus> status) implements Observation {}

    /** @param before the last backup according to the status, since its Job may have been deleted */
    public Observed reconcile(MoviesStack stack, BackupSpec spec, Optional<BackupStatus> before, StackObjects objects) {
        Writes writes = new Writes();
        writes.attempt(() -> objects.apply(BackupCronJob.of(stack, spec, api.image(stack))));
        List<BackupRun> runs = runs(objects);
        Optional<BackupStatus> last = runs.stream()
                .filter(BackupRun::hasSucceeded)
                .max(Comparator.comparing(BackupRun::created))
                .flatMap(BackupRun::verdict)
                .filter(verdict -> verdict.time() != null)
                .map(BackupRun.Verdict::status)
                .or(() -> before);
        last.map(BackupStatus::lastSuccessTime)
                .ifPresent(time -> lastBackup.seen(ResourceID.fromResource(stack), Instant.parse(time)));
        return new Observed(writes.beside(result(stack, spec, runs, last, objects)), last);
    }

    /** For a stack without {@code spec.backup}: existing backups stay. */
    public void remove(MoviesStack stack, StackObjects objects) {
        objects.remove(CronJob.class, StackNames.of(stack).backup());
        lastBackup.forget(ResourceID.fromResource(stack));
    }

    private StepResult result(
            MoviesStack stack,
            BackupSpec spec,
            List<BackupRun> runs,
            Optional<BackupStatus> last,
            StackObjects objects) {
        Optional<BackupRun> underWay =
                runs.stream().filter(run -> !run.isOver()).findFirst();
        Optional<StepResult> hindered = underWay.flatMap(
                        run -> new PodDiagnosis(objects, "api.resources").of(run.job(), 1, run.pods()))
                .map(PodProblem::failed);
        if (hindered.isPresent()) {
            return hindered.get();
        }
        Optional<BackupRun> ended =
                runs.stream().filter(BackupRun::isOver).max(Comparator.comparing(BackupRun::created));
        if (ended.isPresent() && !ended.get().hasSucceeded()) {
            return failed(ended.get(), last);
        }
        Schedule schedule = new Schedule(spec.schedule());
        Optional<StepResult> overdue = overdue(stack, schedule, last, objects);
        if (overdue.isPresent()) {
            return overdue.get();
        }
        if (last.isPresent()) {
            return new StepResult.Done(
                    "Succeeded",
                    "The backup of " + last.get().lastSuccessTime() + " has "
                            + last.get().movies() + " movies: " + last.get().location() + ".");
        }
        return underWay.isPresent()
                ? new StepResult.Done("Running", "The first backup is being taken.")
                : new StepResult.Done(
                        "Scheduled", "No backup was due yet. The schedule is '" + schedule.expression() + "' (UTC).");
    }

    private static StepResult failed(BackupRun run, Optional<BackupStatus> last) {
        BackupRun.Verdict verdict = run.verdict()
                .orElseGet(
                        () -> BackupRun.failed("BackupLost", "The backup's pod was lost before it reported a result."));
        // A pod may have succeeded although its Job exceeded its deadline.
        String reason = "Succeeded".equals(verdict.reason()) ? "BackupLost" : verdict.reason();
        String former = last.map(backup -> " The last successful backup is from " + backup.lastSuccessTime() + ".")
                .orElse(" No backup has succeeded yet.");
        return new StepResult.Failed(reason, verdict.message() + former);
    }

    /**
     * If a whole interval of the schedule passed without a backup and none failed, something keeps the CronJob from
     * running.
     */
    private Optional<StepResult> overdue(
            MoviesStack stack, Schedule schedule, Optional<BackupStatus> last, StackObjects objects) {
        Optional<Instant> since = last.map(BackupStatus::lastSuccessTime)
                .or(() -> objects.find(CronJob.class, StackNames.of(stack).backup())
                        .map(job -> job.getMetadata().getCreationTimestamp()))
                .map(Instant::parse);
        return since.flatMap(schedule::next)
                .flatMap(schedule::next)
                .filter(second -> clock.instant().isAfter(second))
                .map(second -> new StepResult.Failed(
                        "Overdue",
                        "No backup was taken since " + since.get().truncatedTo(ChronoUnit.SECONDS)
                                + ", although the schedule '" + schedule.expression()
                                + "' (UTC) has been due more than once. See: kubectl -n " + objects.namespace()
                                + " describe cronjob " + StackNames.of(stack).backup() + "."));
    }

    private static List<BackupRun> runs(StackObjects objects) {
        List<Pod> pods = objects.all(Pod.class, Labels.BACKUP);
        return objects.all(Job.class, Labels.BACKUP).stream()
                .map(job -> BackupRun.of(job, pods))
                .toList();
    }
}

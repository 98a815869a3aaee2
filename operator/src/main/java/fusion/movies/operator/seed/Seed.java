package fusion.movies.operator.seed;

import fusion.movies.crd.FilmSource.ConfigMapKey;
import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus.SeedStatus;
import fusion.movies.operator.api.Api;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.PodProblem;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.schema.LoadRecord;
import fusion.movies.schema.LoadState;
import fusion.movies.schema.Server;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fifth step: the films. The database knows what was loaded; a Job is made whenever that differs from what the spec asks
 * for, and again, after a while, when it failed.
 */
public final class Seed {

    private final Api api;
    private final Clock clock;

    public Seed(Api api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /**
     * What was observed of the films.
     *
     * @param everLoaded whether a load ended well at any time, of this source or of another
     */
    public record Observed(StepResult result, SeedStatus status, boolean everLoaded) {}

    public Observed reconcile(MoviesStack stack, Server server, Context<MoviesStack> context) {
        try (Connection connection =
                server.asAdministrator(stack.getSpec().database().name())) {
            return reconcile(stack, connection, context);
        } catch (SQLException e) {
            return new Observed(
                    StepResult.waiting("Unreachable", "The load record cannot be read: " + e.getMessage()),
                    null,
                    false);
        }
    }

    private Observed reconcile(MoviesStack stack, Connection connection, Context<MoviesStack> context)
            throws SQLException {
        Optional<LoadRecord> last = LoadRecord.lastLoaded(connection);
        if (!stack.getSpec().seed().enabled()) {
            return new Observed(
                    StepResult.done("Disabled", "seed.enabled is false: no films are loaded."),
                    last.map(Seed::status).orElse(null),
                    true);
        }
        ConfigMapKey ref = stack.getSpec().seed().source().configMapRef();
        String contentVersion = "";
        if (ref != null) {
            ConfigMap map = context.getClient()
                    .configMaps()
                    .inNamespace(stack.getMetadata().getNamespace())
                    .withName(ref.name())
                    .get();
            Optional<String> content = content(map, ref.key());
            if (content.isEmpty()) {
                String what = map == null
                        ? "ConfigMap '" + ref.name() + "' does not exist in namespace '"
                                + stack.getMetadata().getNamespace() + "'. Make it with the key '" + ref.key() + "'."
                        : "ConfigMap '" + ref.name() + "' has no key '" + ref.key() + "'; it has " + keys(map)
                                + ". Add it, or correct seed.source.configMapRef.key.";
                return new Observed(
                        StepResult.failed("SourceMissing", what),
                        last.map(Seed::status).orElse(null),
                        last.isPresent());
            }
            contentVersion = Fingerprint.sha256(content.get());
        }
        String fingerprint = Fingerprint.of(stack, api.image(stack), contentVersion);
        if (last.isPresent()
                && last.get().state() == LoadState.Loaded
                && last.get().fingerprint().equals(fingerprint)) {
            removeJobs(othersThan(fingerprint, stack, context), context);
            // The record is written before the Job's end is: a first Ready means that nothing is under way any more.
            boolean loaderEnds = attempts(fingerprint, stack, context).stream().anyMatch(attempt -> !attempt.isOver());
            return loaderEnds
                    ? new Observed(
                            StepResult.waiting("Loading", "The films are there; the loader ends."),
                            status(last.get()),
                            LoadRecord.otherLoaded(connection, fingerprint))
                    : new Observed(StepResult.done("Loaded", sentence(last.get())), status(last.get()), true);
        }
        StepResult result = load(stack, fingerprint, LoadRecord.read(connection, fingerprint), context);
        return new Observed(
                result,
                LoadRecord.read(connection, fingerprint)
                        .or(() -> last)
                        .map(Seed::status)
                        .orElse(null),
                last.isPresent());
    }

    private StepResult load(
            MoviesStack stack, String fingerprint, Optional<LoadRecord> record, Context<MoviesStack> context) {
        removeJobs(othersThan(fingerprint, stack, context), context);
        Optional<Attempt> latest =
                attempts(fingerprint, stack, context).stream().max(Comparator.comparingInt(Attempt::number));
        if (latest.isEmpty()) {
            create(stack, fingerprint, 1, context);
            return StepResult.waiting("Loading", "The loader starts.");
        }
        Attempt attempt = latest.get();
        if (!attempt.isOver()) {
            Optional<PodProblem> problem = attempt.problem();
            return problem.map(found -> StepResult.failed(found.reason(), found.message()))
                    .orElseGet(() -> StepResult.waiting("Loading", progress(record)));
        }
        if (attempt.untilNext(clock.instant()).isPositive()) {
            return after(attempt);
        }
        create(stack, fingerprint, attempt.number() + 1, context);
        removeJobs(
                attempts(fingerprint, stack, context).stream()
                        .filter(old -> old.number() < attempt.number())
                        .map(Attempt::job)
                        .toList(),
                context);
        return after(attempt);
    }

    /** What an attempt leaves to be said until the next one runs. */
    private static StepResult after(Attempt attempt) {
        if (attempt.hasSucceeded()) {
            return StepResult.waiting("Loading", "What was loaded is no longer there as it was; the loader starts.");
        }
        Attempt.Verdict verdict = attempt.verdict();
        return StepResult.failed(verdict.reason(), verdict.message());
    }

    private void create(MoviesStack stack, String fingerprint, int attempt, Context<MoviesStack> context) {
        Job job = SeedJob.job(stack, api.image(stack), fingerprint, attempt);
        // Server-side apply: a Job that an earlier round made, unseen as yet by the cache, is left as it is.
        context.getClient()
                .resource(job)
                .fieldManager(context.getControllerConfiguration().fieldManager())
                .forceConflicts()
                .serverSideApply();
    }

    private static List<Attempt> attempts(String fingerprint, MoviesStack stack, Context<MoviesStack> context) {
        return jobs(context).stream()
                .filter(job -> isOf(fingerprint, job, stack))
                .map(job -> Attempt.of(job, context.getSecondaryResources(Pod.class)))
                .toList();
    }

    private static List<Job> othersThan(String fingerprint, MoviesStack stack, Context<MoviesStack> context) {
        return jobs(context).stream()
                .filter(job -> !isOf(fingerprint, job, stack))
                .toList();
    }

    private static boolean isOf(String fingerprint, Job job, MoviesStack stack) {
        String any = SeedJob.name(stack, fingerprint, 0);
        return job.getMetadata().getName().startsWith(any.substring(0, any.length() - 1));
    }

    private static List<Job> jobs(Context<MoviesStack> context) {
        return context.getSecondaryResources(Job.class).stream()
                .filter(job -> Labels.hasComponent(job.getMetadata().getLabels(), Labels.SEED))
                .toList();
    }

    private static void removeJobs(List<Job> jobs, Context<MoviesStack> context) {
        jobs.stream()
                .filter(job -> job.getMetadata().getDeletionTimestamp() == null)
                .forEach(job -> context.getClient()
                        .resource(job)
                        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                        .delete());
    }

    private static Optional<String> content(ConfigMap map, String key) {
        if (map == null) {
            return Optional.empty();
        }
        Optional<String> text = Optional.ofNullable(map.getData()).map(data -> data.get(key));
        return text.isPresent()
                ? text
                : Optional.ofNullable(map.getBinaryData()).map(data -> data.get(key));
    }

    private static String keys(ConfigMap map) {
        TreeMap<String, String> all = new TreeMap<>();
        Optional.ofNullable(map.getData()).ifPresent(all::putAll);
        Optional.ofNullable(map.getBinaryData()).ifPresent(all::putAll);
        return all.isEmpty() ? "none" : String.join(", ", all.keySet());
    }

    private static String progress(Optional<LoadRecord> record) {
        return record.filter(load -> load.state() == LoadState.Loading && load.total() > 0)
                .map(load -> {
                    long done = load.total() - load.remaining();
                    return done + " of " + load.total() + " films done" + rate(load, done) + ", " + load.rejected()
                            + " rejected.";
                })
                .orElse("The loader reads its source.");
    }

    private static String rate(LoadRecord load, long done) {
        long milliseconds = Duration.between(load.startedAt(), load.updatedAt()).toMillis();
        return milliseconds <= 0 || done == 0 ? "" : ", " + done * 1000 / milliseconds + " a second";
    }

    private static String sentence(LoadRecord load) {
        String rejected = load.rejected() == 0 ? "" : " " + load.rejected() + " rows were rejected: " + load.message();
        return load.films() + " films are there." + rejected;
    }

    private static SeedStatus status(LoadRecord load) {
        Instant end = load.finishedAt() == null ? load.updatedAt() : load.finishedAt();
        String duration = load.startedAt() == null || end == null
                ? null
                : String.format(
                        java.util.Locale.ROOT,
                        "%.1fs",
                        Duration.between(load.startedAt(), end).toMillis() / 1000.0);
        return new SeedStatus(
                load.films(),
                load.inserted(),
                load.updated(),
                load.skipped(),
                load.removed(),
                load.rejected(),
                duration);
    }
}

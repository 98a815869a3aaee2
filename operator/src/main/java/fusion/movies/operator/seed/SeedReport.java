package fusion.movies.operator.seed;

import fusion.movies.crd.MoviesStackStatus.SeedStatus;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.schema.LoadRecord;
import fusion.movies.schema.LoadState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Translates a load record into the status. */
final class SeedReport {

    private SeedReport() {}

    /** The progress of a load; empty until it has read its source. */
    static Optional<StepResult> progress(LoadRecord load) {
        if (load.state() != LoadState.Loading || load.total() == 0) {
            return Optional.empty();
        }
        long done = load.total() - load.remaining();
        return Optional.of(new StepResult.Waiting(
                "Loading",
                done + " of " + load.total() + " movies done" + rate(load, done) + ", " + load.rejected()
                        + " rejected."));
    }

    static String loaded(LoadRecord load) {
        String rejected = load.rejected() == 0 ? "" : " " + load.rejected() + " rows were rejected: " + load.message();
        return load.films() + " movies are loaded." + rejected;
    }

    static SeedStatus status(LoadRecord load) {
        Instant end = load.finishedAt() == null ? load.updatedAt() : load.finishedAt();
        String duration = load.startedAt() == null || end == null
                ? null
                : String.format(
                        Locale.ROOT,
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

    private static String rate(LoadRecord load, long done) {
        long milliseconds = Duration.between(load.startedAt(), load.updatedAt()).toMillis();
        return milliseconds <= 0 || done == 0 ? "" : ", " + done * 1000 / milliseconds + " a second";
    }
}

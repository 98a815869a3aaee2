package fusion.movies.model;

import fusion.movies.index.MovieIndex;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.NestedExceptionUtils;

/**
 * Keeps the read model current: a single thread polls the load records each second and scans all rows periodically,
 * and rebuilds the index if either has changed. During a database outage the model stays as it is.
 */
class ModelUpdater implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ModelUpdater.class);

    /** A scan of millions of rows takes long: the next one waits this many times as long, so that the database has other things to do. */
    private static final int REST = 10;

    private final ReadModel model;
    private final ModelReader reader;
    private final DatabaseState database;
    private final ModelFolder folder;
    private final ModelProperties properties;
    private final InstantSource clock;
    private final Timer builds;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("read-model").daemon().factory());

    private Instant nextSweep = Instant.EPOCH;
    private volatile String trouble = "";

    ModelUpdater(
            ReadModel model,
            ModelReader reader,
            DatabaseState database,
            ModelFolder folder,
            ModelProperties properties,
            InstantSource clock,
            MeterRegistry metrics) {
        this.model = model;
        this.reader = reader;
        this.database = database;
        this.folder = folder;
        this.properties = properties;
        this.clock = clock;
        this.builds = metrics.timer("movies.model.build");
    }

    /** Starts immediately, in parallel with the rest of the start. */
    void start() {
        thread.execute(this::open);
        ScheduledFuture<?> _ =
                thread.scheduleWithFixedDelay(this::look, 0, properties.poll().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why the movies may be older than the database's, or missing; empty if nothing is wrong. */
    String trouble() {
        return trouble;
    }

    @Override
    public void destroy() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(5, TimeUnit.SECONDS);
        model.close();
    }

    private void open() {
        folder.open().ifPresent(kept -> {
            model.replace(kept.index(), kept.begun());
            log.info("{} movies are answered as they were kept.", kept.index().size());
        });
    }

    private void look() {
        try {
            Instant at = clock.instant();
            if (hasChanged(at)) {
                build();
            } else {
                model.confirm(at);
            }
            tell("");
        } catch (IOException | RuntimeException | Error e) { // otherwise the updates would end
            tell(words(NestedExceptionUtils.getMostSpecificCause(e)));
        }
    }

    /** Some have no message, such as the EOFException of a connection that the database ended. */
    private static String words(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private boolean hasChanged(Instant at) {
        Optional<DataVersion> version = model.version();
        if (version.isEmpty() || !version.get().changes().equals(database.changes())) {
            return true;
        }
        if (at.isBefore(nextSweep)) {
            return false;
        }
        nextSweep = at.plus(properties.sweep()); // also if this one fails
        Instant begun = clock.instant();
        String rows = database.rowsOfLate();
        Instant end = clock.instant();
        Instant rested = end.plus(Duration.between(begun, end).multipliedBy(REST));
        if (rested.isAfter(nextSweep)) {
            nextSweep = rested;
        }
        return !version.get().rows().equals(rows);
    }

    private void build() throws IOException {
        Instant begun = clock.instant();
        Path next = folder.next();
        MovieIndex index = read(next);
        model.replace(index, begun);
        // A stale read must not be older than the model.
        nextSweep = clock.instant().plus(properties.sweep());
        folder.keepOnly(next);
        log.info(
                "{} movies were read in {} ms.",
                index.size(),
                Duration.between(begun, clock.instant()).toMillis());
    }

    private MovieIndex read(Path next) throws IOException {
        Timer.Sample time = Timer.start();
        model.setBuilding(true);
        try {
            return reader.read(next);
        } catch (Throwable e) { // each attempt would leave a part of an index on the disk
            folder.remove(next, e);
            throw e;
        } finally {
            model.setBuilding(false);
            time.stop(builds);
        }
    }

    // Checked every second, so only a change is logged.
    private void tell(String cause) {
        if (!cause.equals(trouble)) {
            trouble = cause;
            if (cause.isEmpty()) {
                log.info("The movies are those of the database.");
            } else {
                log.warn("The movies cannot be read from the database, so they stay as they are: {}", cause);
            }
        }
    }
}

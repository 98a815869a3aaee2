package fusion.movies.load;

import static fusion.movies.load.LoadException.Reason.Unexpected;

import fusion.movies.source.SourceProperties;
import fusion.movies.source.Sources;
import fusion.movies.source.VerifiedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The seed Job: runs one load and reports it in the load record, the log, the termination message and the exit code. */
@Component
@Profile("load")
class LoadJob implements ApplicationRunner, ExitCodeGenerator {

    private static final Logger log = LoggerFactory.getLogger(LoadJob.class);

    /** In addition to the two connections of the record and the sync. The pool in application-load.yaml has enough for all. */
    private static final int WRITING_CONNECTIONS = 2;

    private static final Duration DATABASE_MAY_BE_AWAY = Duration.ofMinutes(2);

    private final Transactions transactions;
    private final Sources sources;
    private final SourceProperties source;
    private final SeedProperties seed;
    private final JsonMapper json;

    private final Counts counts = new Counts();
    private volatile @Nullable String sourceDigest;
    private @Nullable LoadResult result;

    LoadJob(DataSource database, Sources sources, SourceProperties source, SeedProperties seed, JsonMapper json) {
        this.transactions = new Transactions(database, DATABASE_MAY_BE_AWAY);
        this.sources = sources;
        this.source = source;
        this.seed = seed;
        this.json = json;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        long start = System.nanoTime();
        LoadRecords records = new LoadRecords(transactions, seed.fingerprint());
        try {
            records.begin();
            String sentence = load(records);
            result = LoadResult.loaded(sentence, counts, secondsSince(start));
            records.finish(result, sourceDigest, counts);
            log.info("Loaded: {}", sentence);
        } catch (RuntimeException | Error e) {
            // Every failure is reported: without a message it would be retried forever.
            result = LoadResult.failed(e, counts, secondsSince(start));
            log.error("Failed ({}): {}", result.reason(), result.message());
            log.info("Cause of the failure", e);
            record(records, result);
        }
        leaveTerminationMessage();
    }

    @Override
    public int getExitCode() {
        return result != null && result.outcome() == LoadResult.Outcome.Loaded ? 0 : 1;
    }

    @Nullable
    LoadResult result() {
        return result;
    }

    private String load(LoadRecords records) {
        long heap = Runtime.getRuntime().maxMemory();
        try (ScheduledExecutorService reporter = Executors.newSingleThreadScheduledExecutor();
                VerifiedSource movies = sources.open(source)) {
            sourceDigest = movies.digest();
            ScheduledFuture<?> _ = reporter.scheduleWithFixedDelay(() -> report(records), 1, 1, TimeUnit.SECONDS);
            try {
                return new Loader(transactions, Loader.Mode.UPDATE, WRITING_CONNECTIONS, heap / 2, counts)
                        .load(movies, seed, records::supersedeOthers);
            } finally {
                reporter.shutdown();
            }
        } catch (IOException e) {
            throw new LoadException(Unexpected, "The fetched source cannot be removed: " + e.getMessage() + ".", e);
        }
    }

    private void report(LoadRecords records) {
        try {
            records.progress(sourceDigest, counts);
            log.info(
                    "{} of {} rows: {} inserted, {} updated, {} unchanged, {} rejected",
                    counts.done(),
                    counts.total,
                    counts.inserted,
                    counts.updated,
                    counts.skipped,
                    counts.rejected);
        } catch (RuntimeException | Error e) {
            log.warn("The progress could not be recorded; loading continues: {}", e.getMessage());
        }
    }

    private void record(LoadRecords records, LoadResult failed) {
        try {
            records.finish(failed, sourceDigest, counts);
        } catch (RuntimeException e) {
            log.warn("The failure could not be recorded in the database: {}", e.getMessage());
        }
    }

    /** Kubernetes creates the file; if there is none, nothing reads it. */
    private void leaveTerminationMessage() {
        if (Files.isWritable(seed.terminationLog())) {
            try {
                Files.writeString(seed.terminationLog(), json.writeValueAsString(result));
            } catch (IOException e) {
                log.warn("The termination message cannot be written to {}: {}", seed.terminationLog(), e.getMessage());
            }
        }
    }

    private static double secondsSince(long start) {
        return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
    }
}

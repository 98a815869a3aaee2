package fusion.movies.load;

import fusion.movies.schema.LoadRecord;
import fusion.movies.source.SourceProperties;
import fusion.movies.source.Sources;
import fusion.movies.source.VerifiedSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Inserts missing movies, one call at a time across all replicas. */
@Component
class AddAll {

    private static final Logger log = LoggerFactory.getLogger(AddAll.class);

    private static final String NAME = "addall";
    private static final int WRITING_CONNECTIONS = 1;
    private static final Duration DATABASE_MAY_BE_AWAY = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final Sources sources;
    private final SourceProperties source;
    private final SeedProperties seed;

    AddAll(DataSource database, Sources sources, SourceProperties source, SeedProperties seed) {
        this.transactions = new Transactions(database, DATABASE_MAY_BE_AWAY);
        this.sources = sources;
        this.source = source;
        this.seed = seed;
    }

    /** @return empty once all movies are present; else why they are not */
    Optional<String> run() throws IOException {
        if (source.isUnmounted()) {
            return missing();
        }
        Optional<Lease> free = Lease.acquire(transactions, NAME, LEASE);
        if (free.isEmpty()) {
            return Optional.of("Movies are already being loaded; try again when that is done.");
        }
        try (Lease lease = free.get()) {
            addMissing(lease);
        }
        return Optional.empty();
    }

    /** By the load record, if only the Job mounts the source's volume. */
    private Optional<String> missing() {
        Optional<LoadRecord> latest = transactions.call(LoadRecord::latest);
        if (latest.isEmpty()) {
            return Optional.of(
                    "No movies were loaded yet. Their source is on a volume that only the seed Job mounts; try again after it has run.");
        }
        LoadRecord load = latest.get();
        return switch (load.state()) {
            case Loaded -> Optional.empty();
            case Failed -> Optional.of("The movies could not be loaded: " + load.message());
            case Loading, Superseded ->
                Optional.of("Movies are being loaded by the seed Job, " + load.remaining() + " of " + load.total()
                        + " are left; try again when that is done.");
        };
    }

    private void addMissing(Lease lease) throws IOException {
        Counts counts = new Counts();
        try (VerifiedSource movies = sources.open(source)) {
            String sentence =
                    // The heap is for the read model.
                    new Loader(transactions, Loader.Mode.ADD, WRITING_CONNECTIONS, 0, counts)
                            .load(movies, seed, () -> {});
            log.info("/addall: {}", sentence);
        } finally {
            if (counts.changed() > 0 || lease.wasLeftBehind()) {
                transactions.run(connection -> Change.note(connection, NAME, counts.changed()));
            }
        }
    }
}

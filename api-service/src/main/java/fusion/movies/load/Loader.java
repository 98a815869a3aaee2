package fusion.movies.load;

import static fusion.movies.source.SourceException.Reason.SourceEmpty;
import static fusion.movies.source.SourceException.Reason.SourceMalformed;

import fusion.movies.movie.Movie;
import fusion.movies.movie.StoredMovie;
import fusion.movies.source.Row;
import fusion.movies.source.SourceException;
import fusion.movies.source.VerifiedSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Synchronizes the table of movies with a source. The whole source is read before the table is touched, so a bad one changes nothing. Then it is
 * compared with the table, row by row, and only differences are written; a source that does not fit into memory is read a second time for that. Nothing
 * depends on where an earlier load stopped.
 */
final class Loader {

    /** May change movies in every way, as the Job's user; or only add them, as the API's user. */
    enum Mode {
        UPDATE,
        ADD
    }

    private final Transactions transactions;
    private final Mode mode;
    private final int connections;
    private final long capacity;
    private final Counts counts;

    /** @param capacity in bytes, for movies that are kept between the two passes */
    Loader(Transactions transactions, Mode mode, int connections, long capacity, Counts counts) {
        this.transactions = transactions;
        this.mode = mode;
        this.connections = connections;
        this.capacity = capacity;
        this.counts = counts;
    }

    /**
     * The result of validating a source.
     *
     * @param movies empty if there are too many to keep in memory
     * @param isBackup whether its rows are those of a backup
     * @param isWhole whether it is known to be complete
     */
    private record Judged(
            Rejections rejections, Optional<List<IdentifiedMovie>> movies, boolean isBackup, boolean isWhole) {}

    /**
     * @param onJudged called when the source is valid, before the table is touched
     * @return a sentence about the outcome
     */
    String load(VerifiedSource source, SeedProperties seed, Runnable onJudged) {
        Judged judged = judge(source, seed.maxRejected());
        Rejections rejections = judged.rejections();
        onJudged.run();
        return judged.isBackup() ? restore(rejections, source, seed) : sync(judged, source, seed);
    }

    private String sync(Judged judged, VerifiedSource source, SeedProperties seed) {
        Rejections rejections = judged.rejections();
        String unpruned = "";
        try (MovieSync sync = new MovieSync(transactions, mode, connections, counts)) {
            boolean isWhole = sync(judged, source, sync);
            sync.finish();
            if (seed.prune() && mode == Mode.UPDATE) {
                unpruned = whyNotToPrune(rejections, isWhole);
                if (unpruned.isEmpty()) {
                    sync.prune();
                }
            }
        }
        return sentence(rejections) + unpruned;
    }

    private String restore(Rejections rejections, VerifiedSource source, SeedProperties seed) {
        String unpruned = "";
        try (Restore restore = new Restore(transactions, mode, connections, counts)) {
            boolean isWhole = source.forEachRow(row -> {
                switch (row) {
                    case Row.Stored(StoredMovie stored) -> restore.row(stored);
                    case Row.Rejected _ -> counts.rejected.incrementAndGet();
                    case Row.Accepted _ -> throw new IllegalStateException("The source was judged to be a backup");
                }
            });
            restore.finish();
            if (seed.prune() && mode == Mode.UPDATE) {
                unpruned = whyNotToPrune(rejections, isWhole);
                if (unpruned.isEmpty()) {
                    restore.prune();
                }
            }
        }
        return sentence(rejections) + unpruned;
    }

    /** @return whether the source is known to be complete */
    private boolean sync(Judged judged, VerifiedSource source, MovieSync sync) {
        if (judged.movies().isPresent()) {
            judged.movies().get().forEach(sync::movie);
            counts.rejected.set(judged.rejections().count());
            return judged.isWhole();
        }
        return source.forEachRow(row -> {
            switch (row) {
                case Row.Accepted(Movie movie) -> sync.movie(IdentifiedMovie.of(movie));
                case Row.Rejected _ -> counts.rejected.incrementAndGet();
                case Row.Stored _ -> throw new IllegalStateException("The source was judged not to be a backup");
            }
        });
    }

    private static String whyNotToPrune(Rejections rejections, boolean isWhole) {
        if (rejections.count() > 0) {
            return " Nothing was pruned, since a rejected row may be one of the movies that seem to be gone.";
        }
        return isWhole
                ? ""
                : " Nothing was pruned, since the source is not known to be complete; set seed.sha256, gzip the source, or make it a JSON array.";
    }

    private Judged judge(VerifiedSource source, long allowed) {
        Rejections rejections = new Rejections(allowed);
        MovieBuffer buffer = new MovieBuffer(capacity);
        AtomicLong rowsOfBackup = new AtomicLong();
        boolean isWhole = source.forEachRow(row -> {
            switch (row) {
                case Row.Accepted(Movie movie) -> {
                    buffer.add(movie);
                    counts.total.set(Objects.requireNonNull(movie.position()));
                }
                case Row.Stored _ -> {
                    counts.total.incrementAndGet();
                    rowsOfBackup.incrementAndGet();
                }
                case Row.Rejected(long position, String fault) -> {
                    counts.total.set(position);
                    rejections.add(position, fault);
                }
            }
        });
        if (rejections.areTooMany()) {
            counts.rejected.set(rejections.count());
            throw rejections.tooMany();
        }
        if (counts.total.get() == rejections.count()) {
            throw new SourceException(
                    SourceEmpty,
                    "The source contains no movie; it must contain a JSON array of movies, one movie per line, or a table with a header.");
        }
        boolean isBackup = rowsOfBackup.get() > 0;
        if (isBackup && rowsOfBackup.get() + rejections.count() < counts.total.get()) {
            throw new SourceException(
                    SourceMalformed,
                    "The source mixes rows of a backup (those with " + StoredMovie.PROPERTY
                            + ") with movies of another source; load one or the other.");
        }
        return new Judged(rejections, buffer.movies(), isBackup, isWhole);
    }

    private String sentence(Rejections rejections) {
        String sentence = "%d movies are in the table: %d inserted, %d updated, %d unchanged, %d removed."
                .formatted(
                        counts.movies.get(),
                        counts.inserted.get(),
                        counts.updated.get(),
                        counts.skipped.get(),
                        counts.removed.get());
        if (rejections.count() > 0) {
            sentence += " %s rejected: %s.".formatted(rejections.rows(), rejections);
        }
        return sentence;
    }
}

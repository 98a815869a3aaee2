package fusion.movies.load;

import static fusion.movies.source.SourceException.Reason.SourceMalformed;

import fusion.movies.load.Loader.Mode;
import fusion.movies.movie.StoredMovie;
import fusion.movies.source.SourceException;
import java.util.Objects;

/**
 * Brings back the rows of a backup with all their columns: the id by which a movie is linked, its place, what later loads compare by. Each row is written
 * whether or not the table has it: that its digest is the same does not show that no one changed it by hand, which is what backups are for.
 */
final class Restore implements AutoCloseable {

    private final Transactions transactions;
    private final Mode mode;
    private final Counts counts;
    private final StoredDigests stored;
    private final LongHashSet added;
    private final BatchWriter writer;

    Restore(Transactions transactions, Mode mode, int connections, Counts counts) {
        this.transactions = transactions;
        this.mode = mode;
        this.counts = counts;
        stored = transactions.call(StoredDigests::readAll);
        counts.films.set(stored.size());
        added = new LongHashSet(Math.max(0, counts.total.get() - stored.size()));
        writer = new BatchWriter(transactions, mode, counts, connections);
    }

    void row(StoredMovie row) {
        long id = Objects.requireNonNull(row.movie().id());
        boolean isThere = stored.contains(id);
        if (isThere ? !stored.see(id) : !added.add(id)) {
            throw new SourceException(
                    SourceMalformed,
                    "The backup holds the row with the id " + id + " twice, as no backup does; restore another one.");
        }
        if (!isThere) {
            writer.write(PendingWrite.restored(row));
        } else if (mode == Mode.UPDATE) {
            writer.write(PendingWrite.replaced(row));
        } else {
            counts.skipped.incrementAndGet();
        }
    }

    /** Waits until all rows are written. */
    void finish() {
        writer.flush();
    }

    /** Removes what the backup does not hold. */
    void prune() {
        new Pruning(transactions, counts).deleteUnseen(stored);
    }

    @Override
    public void close() {
        writer.close();
    }
}

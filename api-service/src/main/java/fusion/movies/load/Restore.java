package fusion.movies.load;

import static fusion.movies.source.SourceException.Reason.SourceMalformed;

import fusion.movies.load.Loader.Mode;
import fusion.movies.movie.StoredMovie;
import fusion.movies.source.SourceException;
import java.util.Objects;

/**
 * Restores the rows of a backup with all their columns: the id in a movie's links, its position, the digest for later loads. Each row is written
 * even if the table has it: the same digest does not prove that the row was not edited manually, which a restore must undo.
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
        counts.movies.set(stored.size());
        added = new LongHashSet(Math.max(0, counts.total.get() - stored.size()));
        writer = new BatchWriter(transactions, mode, counts, connections);
    }

    void row(StoredMovie row) {
        long id = Objects.requireNonNull(row.movie().id());
        boolean isThere = stored.contains(id);
        if (isThere ? !stored.see(id) : !added.add(id)) {
            throw new SourceException(
                    SourceMalformed,
                    "The backup has the row with the id " + id + " twice, so it is corrupt; restore another one.");
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

    /** Deletes rows that the backup does not have. */
    void prune() {
        new Pruning(transactions, counts).deleteUnseen(stored);
    }

    @Override
    public void close() {
        writer.close();
    }
}

package fusion.movies.load;

import fusion.movies.load.Loader.Mode;
import fusion.movies.movie.Movie;
import fusion.movies.movie.NaturalKey;
import java.util.List;
import java.util.Objects;

/** Compares a source's movies with those in the table, and writes what differs. */
final class MovieSync implements AutoCloseable {

    private static final int PORTION = 500;

    private final Transactions transactions;
    private final Mode mode;
    private final Counts counts;
    private final StoredDigests stored;
    private final OldRows old;
    private final IdAllocator ids;
    private final BatchWriter writer;

    MovieSync(Transactions transactions, Mode mode, int connections, Counts counts) {
        this.transactions = transactions;
        this.mode = mode;
        this.counts = counts;
        stored = transactions.call(StoredDigests::read);
        old = transactions.call(OldRows::read);
        int oldRows = old.rest().size();
        counts.movies.set(stored.size() + oldRows);
        ids = new IdAllocator(stored, Math.max(0, counts.total.get() + oldRows - stored.size()));
        writer = new BatchWriter(transactions, mode, counts, connections);
    }

    void movie(IdentifiedMovie movie) {
        if (mode == Mode.ADD && old.contains(movie.movie())) {
            counts.skipped.incrementAndGet();
        } else {
            put(movie, mode == Mode.ADD ? List.of() : old.take(movie.movie()));
        }
    }

    /** Waits until all movies are written. */
    void finish() {
        settle();
        if (mode == Mode.UPDATE) {
            keepOldRows();
            settle();
        }
    }

    void prune() {
        new Pruning(transactions, counts).deleteUnseen(stored);
    }

    @Override
    public void close() {
        writer.close();
    }

    private void put(IdentifiedMovie movie, List<Long> oldRows) {
        NaturalKey key = ids.of(movie);
        long id = key.id();
        if (!stored.contains(id)) {
            writer.write(PendingWrite.added(key, movie, oldRows));
        } else if (mode == Mode.UPDATE && (!stored.hasDigest(id, movie.contentDigest()) || !oldRows.isEmpty())) {
            writer.write(PendingWrite.changed(key, movie, oldRows));
        } else {
            counts.skipped.incrementAndGet();
        }
    }

    /** Finds other ids for movies whose id turned out to be another movie's. */
    private void settle() {
        writer.flush();
        for (List<PendingWrite> displaced = writer.takeDisplaced();
                !displaced.isEmpty();
                displaced = writer.takeDisplaced()) {
            for (PendingWrite write : displaced) {
                if (write.kind() == PendingWrite.Kind.KEPT) {
                    keep(write.movie(), write.oldRows().getFirst());
                } else {
                    put(IdentifiedMovie.of(write.movie()), write.oldRows());
                }
            }
            writer.flush();
        }
    }

    /** Gives old rows that are in no source an id and a key like the others'. */
    private void keepOldRows() {
        List<Long> rest = old.rest();
        for (int from = 0; from < rest.size(); from += PORTION) {
            List<Long> portion = rest.subList(from, Math.min(from + PORTION, rest.size()));
            transactions
                    .call(connection -> OldRows.read(connection, portion))
                    .forEach(movie -> keep(movie, Objects.requireNonNull(movie.id())));
        }
    }

    private void keep(Movie movie, long oldRow) {
        writer.write(PendingWrite.kept(ids.free(movie), movie, oldRow));
    }
}

package fusion.movies.load;

import java.util.ArrayList;
import java.util.List;

/** Deletes, in batches, the stored movies that are not in the source. */
final class Pruning {

    private static final int PORTION = 500;

    private final Transactions transactions;
    private final Counts counts;

    Pruning(Transactions transactions, Counts counts) {
        this.transactions = transactions;
        this.counts = counts;
    }

    void deleteUnseen(StoredDigests stored) {
        List<Long> portion = new ArrayList<>(PORTION);
        stored.unseen().forEach(id -> {
            portion.add(id);
            if (portion.size() == PORTION) {
                delete(portion);
                portion.clear();
            }
        });
        delete(portion);
    }

    private void delete(List<Long> ids) {
        transactions.run(connection -> MovieStatements.delete(connection, ids));
        counts.removed.addAndGet(ids.size());
        counts.movies.addAndGet(-ids.size());
    }
}

package fusion.movies.load;

import java.util.concurrent.atomic.AtomicLong;

/** The progress of a load. Written by several threads, read by the reporting one. */
final class Counts {

    final AtomicLong inserted = new AtomicLong();
    final AtomicLong updated = new AtomicLong();
    final AtomicLong skipped = new AtomicLong();
    final AtomicLong removed = new AtomicLong();
    final AtomicLong rejected = new AtomicLong();

    /** Rows of the source. */
    final AtomicLong total = new AtomicLong();

    /** Movies in the table. */
    final AtomicLong movies = new AtomicLong();

    /** Movies that were written or deleted. */
    long changed() {
        return inserted.get() + updated.get() + removed.get();
    }

    /** Processed rows of the source. */
    long done() {
        return inserted.get() + updated.get() + skipped.get() + rejected.get();
    }
}

package fusion.movies.model;

/**
 * The maximum number of movies in a read model. The index is mapped from disk; per movie, the heap holds the sets of
 * its genres, and a bit while a query runs.
 *
 * @param heap maximum heap of the JVM, in bytes
 */
record ModelLimit(long heap) {

    /** Measured at 36 thousand, 363 thousand and 3.6 million movies (bench/growth), with room for queries. */
    private static final int HEAP_PER_MOVIE = 120;

    private static final long MIB = 1 << 20;
    private static final long APART_FROM_MOVIES = 64 * MIB;

    long movies() {
        return Math.max(0, heap - APART_FROM_MOVIES) / HEAP_PER_MOVIE;
    }

    void check(long count) {
        if (count > movies()) {
            throw new ModelException(
                    "The table has more than %,d movies, which is what a heap of %d MiB can answer from; raise spec.api.resources.limits.memory."
                            .formatted(movies(), heap / MIB));
        }
    }
}

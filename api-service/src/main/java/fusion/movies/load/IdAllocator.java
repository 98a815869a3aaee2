package fusion.movies.load;

import fusion.movies.movie.Movie;
import fusion.movies.movie.NaturalKey;
import java.util.function.IntFunction;
import java.util.function.LongPredicate;

/**
 * Assigns each movie its natural key and the id derived from it: the first occurrence whose id is unused in this load.
 * Duplicates in the source and keys with colliding ids thus get distinct ids.
 */
final class IdAllocator {

    private final StoredDigests stored;
    private final LongHashSet added;

    /** @param expected estimated number of movies to be added to the stored ones */
    IdAllocator(StoredDigests stored, long expected) {
        this.stored = stored;
        this.added = new LongHashSet(expected);
    }

    /** The key of a movie of the source: its stored one, else an unused one. */
    NaturalKey of(IdentifiedMovie movie) {
        return first(movie::key, id -> stored.contains(id) ? stored.see(id) : added.add(id));
    }

    /** An unused key for a movie that is in no source. */
    NaturalKey free(Movie movie) {
        return first(occurrence -> NaturalKey.kept(movie, occurrence), id -> !stored.contains(id) && added.add(id));
    }

    private static NaturalKey first(IntFunction<NaturalKey> keys, LongPredicate take) {
        int occurrence = 0;
        NaturalKey key = keys.apply(occurrence);
        while (!take.test(key.id())) {
            key = keys.apply(++occurrence);
        }
        return key;
    }
}

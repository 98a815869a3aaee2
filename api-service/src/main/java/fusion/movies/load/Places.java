package fusion.movies.load;

import fusion.movies.film.Film;
import fusion.movies.film.NaturalKey;
import java.util.function.IntFunction;
import java.util.function.LongPredicate;

/**
 * Gives each film its place in the table, its natural key: the first occurrence whose id no film of this load has yet. So a film that is in the source
 * twice has two places, and so have two films whose keys happen to share an id.
 */
final class Places {

    private final StoredFilms stored;
    private final IdSet added;

    /** @param expected how many films will probably be added to the stored ones */
    Places(StoredFilms stored, long expected) {
        this.stored = stored;
        this.added = new IdSet(expected);
    }

    /** The place of a film of the source: its own if it has one, else a free one. */
    NaturalKey of(Film film) {
        return first(film::key, id -> stored.contains(id) ? stored.see(id) : added.add(id));
    }

    /** A place for a film that is in no source: one that no film has. */
    NaturalKey free(Film film) {
        return first(film::keptKey, id -> !stored.contains(id) && added.add(id));
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

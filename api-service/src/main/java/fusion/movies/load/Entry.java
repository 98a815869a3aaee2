package fusion.movies.load;

import fusion.movies.film.Film;
import fusion.movies.film.NaturalKey;
import java.util.List;

/**
 * A film to be written.
 *
 * @param position its row in the source
 * @param oldRows ids of rows of an old table that are this film, and go when it comes
 */
record Entry(Kind kind, NaturalKey key, long id, long position, Film film, List<Long> oldRows) {

    enum Kind {
        NEW,
        CHANGED,
        /** It is in an old table and in no source. */
        KEPT
    }

    static final long NO_POSITION = 0;

    static Entry added(NaturalKey key, long position, Film film, List<Long> oldRows) {
        return new Entry(Kind.NEW, key, key.id(), position, film, oldRows);
    }

    static Entry changed(NaturalKey key, long position, Film film, List<Long> oldRows) {
        return new Entry(Kind.CHANGED, key, key.id(), position, film, oldRows);
    }

    static Entry kept(NaturalKey key, Film film, long oldRow) {
        return new Entry(Kind.KEPT, key, key.id(), NO_POSITION, film, List.of(oldRow));
    }
}

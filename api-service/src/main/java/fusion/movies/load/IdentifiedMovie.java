package fusion.movies.load;

import fusion.movies.movie.ContentDigest;
import fusion.movies.movie.Movie;
import fusion.movies.movie.NaturalKey;

/**
 * A movie of a source with what it is compared by and how it can be written.
 *
 * @param key of its first occurrence
 */
record IdentifiedMovie(Movie movie, NaturalKey key, long contentDigest, boolean mayBeCopied) {

    static IdentifiedMovie of(Movie movie) {
        return new IdentifiedMovie(movie, NaturalKey.of(movie, 0), ContentDigest.of(movie), CopyRows.canHold(movie));
    }

    NaturalKey key(int occurrence) {
        return occurrence == 0 ? key : NaturalKey.of(movie, occurrence);
    }
}

package fusion.movies.movie;

import org.jspecify.annotations.Nullable;

/**
 * A row of the table of movies with all its columns, as in a backup.
 *
 * @param movie the movie, with id and position; unlike elsewhere its lists are absent if the column is NULL, and may
 *     contain nulls
 * @param naturalKey absent in a row that no load has written, as is the digest
 */
public record StoredMovie(
        Movie movie, @Nullable String naturalKey, @Nullable Long contentDigest) {

    /** Property of a row's JSON with the columns that no source has. */
    public static final String PROPERTY = "_row";
}

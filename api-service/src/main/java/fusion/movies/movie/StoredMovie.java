package fusion.movies.movie;

/**
 * A row of the table of movies with all its columns, as in a backup.
 *
 * @param movie with id and position; unlike elsewhere its lists are null where the column is NULL, and may hold nulls
 * @param naturalKey null in a row that no load has written, as is the digest
 */
public record StoredMovie(Movie movie, String naturalKey, Long contentDigest) {

    /** Property of a row's JSON with what a source does not tell of a movie. */
    public static final String PROPERTY = "_row";
}

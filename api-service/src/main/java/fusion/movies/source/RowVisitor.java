package fusion.movies.source;

import fusion.movies.movie.Movie;
import fusion.movies.movie.StoredMovie;

/** Receives a source's rows in order, counted from 1. */
public interface RowVisitor {

    /** @param movie the movie, with its row number as position */
    void movie(Movie movie);

    /** @param row a row of a backup, as it was in the table */
    default void stored(StoredMovie row) {
        movie(row.movie());
    }

    void rejected(long position, String fault);
}

package fusion.movies.load;

import fusion.movies.movie.Movie;

/** Receives a source's rows in order, counted from 1. */
interface RowVisitor {

    /** @param movie with the number of its row as position */
    void movie(Movie movie);

    void rejected(long position, String fault);
}

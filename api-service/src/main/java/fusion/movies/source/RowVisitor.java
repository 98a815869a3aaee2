package fusion.movies.source;

import fusion.movies.movie.Movie;

/** Receives a source's rows in order, counted from 1. */
public interface RowVisitor {

    /** @param movie with the number of its row as position */
    void movie(Movie movie);

    void rejected(long position, String fault);
}

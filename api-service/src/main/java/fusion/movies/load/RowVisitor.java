package fusion.movies.load;

import fusion.movies.film.Film;

/** Receives a source's rows in order, counted from 1. */
interface RowVisitor {

    void film(long position, Film film);

    void rejected(long position, String fault);
}

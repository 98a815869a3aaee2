package fusion.movies.source;

import fusion.movies.movie.Movie;
import fusion.movies.movie.StoredMovie;

/** A row of a source; rows are counted from 1. */
public sealed interface Row {

    /** @param movie the movie, with its row number as position */
    record Accepted(Movie movie) implements Row {}

    /** @param row a row of a backup, as it was in the table */
    record Stored(StoredMovie row) implements Row {}

    record Rejected(long position, String fault) implements Row {}
}

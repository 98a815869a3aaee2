package fusion.movies.model;

import fusion.movies.movie.Movie;
import java.util.stream.Stream;
import org.springframework.data.repository.Repository;

/** The repository of movies. */
interface Movies extends Repository<Movie, Long> {

    /** Every movie, in no order; a few rows in memory at a time within a transaction. To be closed. */
    Stream<Movie> streamAllBy();
}

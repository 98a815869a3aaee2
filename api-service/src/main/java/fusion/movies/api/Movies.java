package fusion.movies.api;

import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** The films in the database. */
interface Movies extends Repository<Movie, Long>, MovieSearch {

    @Query(value = "SELECT " + Movie.COLUMNS + " FROM movies WHERE id = :id", rowMapperClass = Movie.Mapper.class)
    Optional<Movie> findById(long id);
}

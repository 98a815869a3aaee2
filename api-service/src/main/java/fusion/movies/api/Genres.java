package fusion.movies.api;

import java.util.List;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** The genres in the database. */
interface Genres extends Repository<Genre, String> {

    @Query("SELECT genre, films FROM movies_genre ORDER BY films DESC, genre")
    List<Genre> byFilms();
}

package fusion.movies.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Searches whose conditions are only known when they are asked, and the one for which the way through {@code @Query} is too long. */
interface MovieSearch {

    Optional<Movie> findById(long id);

    /** Hands over each film that meets the condition, by year and place in the source, few of them in memory at a time. */
    void forEach(Condition condition, Consumer<Movie> each);

    Page page(MovieQuery query);

    /** Counts no further than told. */
    long count(Condition condition, long atMost);

    /** Some films, and where they end if there are more. */
    record Page(List<Movie> movies, Optional<Cursor> end) {}
}

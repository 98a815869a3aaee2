package fusion.movies.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A page of films.
 *
 * @param total how many films the search finds; counted up to 10,000, beyond that it is at least so many
 * @param next the link to the next page; null on the last one
 */
record MoviePage(
        List<MovieResource> movies,
        long total,
        @JsonProperty("total_is_exact") boolean totalIsExact,
        String next) {}

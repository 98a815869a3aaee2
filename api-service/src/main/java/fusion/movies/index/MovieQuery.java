package fusion.movies.index;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page of movies that is asked for.
 *
 * @param text what they should be about: words of titles and names; absent for all that the filter lets through
 * @param sort RELEVANCE needs a text
 * @param after where the page before ended; empty for the first one
 * @param limit movies of a page, from 1
 */
public record MovieQuery(
        @Nullable String text, MovieFilter filter, Sort sort, Optional<Cursor> after, int limit, Set<Facet> facets) {

    public MovieQuery {
        if (sort == Sort.RELEVANCE && text == null) {
            throw new IllegalArgumentException("Sorted by relevance, but without a text to be relevant to.");
        }
    }
}

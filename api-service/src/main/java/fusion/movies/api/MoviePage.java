package fusion.movies.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import fusion.movies.index.Count;
import fusion.movies.index.Facet;
import fusion.movies.index.SearchResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON envelope of a page of movies; component names are JSON names.
 *
 * @param total_is_exact always true; kept for clients of the time when it could be false
 * @param facets only if requested
 * @param people only with a text: people that it may mean
 * @param did_you_mean only for a text with few hits
 */
record MoviePage(
        long total,
        boolean total_is_exact,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, List<Count>> facets,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Count> people,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String did_you_mean,
        @Nullable String next) {

    static MoviePage of(SearchResult found, boolean hasText, @Nullable String next) {
        return new MoviePage(
                found.total(),
                true,
                found.facets().isEmpty() ? null : facets(found.facets()),
                hasText ? found.people() : null,
                found.didYouMean().orElse(null),
                next);
    }

    private static Map<String, List<Count>> facets(Map<Facet, List<Count>> found) {
        Map<String, List<Count>> facets = new TreeMap<>();
        found.forEach((facet, counts) -> facets.put(facet.name().toLowerCase(Locale.ROOT), counts));
        return facets;
    }
}

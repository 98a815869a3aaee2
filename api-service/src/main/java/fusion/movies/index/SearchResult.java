package fusion.movies.index;

import fusion.movies.movie.MovieJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of movies.
 *
 * @param total of all pages, exact
 * @param facets over all pages: genres by movies descending, decades in order of time
 * @param next empty on the last page
 * @param didYouMean the text as it is spelt in what was found; empty unless only a search for misspellings found something
 * @param people whose names the text may mean, up to five
 */
public record SearchResult(
        List<MovieJson> movies,
        long total,
        Map<Facet, List<Count>> facets,
        Optional<Cursor> next,
        Optional<String> didYouMean,
        List<Count> people) {}

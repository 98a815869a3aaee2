package fusion.movies.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The view of a search's page.
 *
 * @param q the content of the search box
 * @param found the number of movies, in words
 * @param people people that the text may mean
 * @param didYouMean the search with the likelier spelling; absent if there is none
 * @param remedies searches with results if this one has none
 * @param more absent if all is shown
 * @param json the URL of the same movies as JSON
 */
record SearchView(
        String title,
        String heading,
        String q,
        String found,
        List<Notice> notices,
        List<Chips.Chip> chips,
        List<Link> people,
        @Nullable Link didYouMean,
        List<Link> sorts,
        List<Link> views,
        boolean list,
        List<Card> movies,
        Filters filters,
        boolean nothing,
        List<Link> remedies,
        @Nullable More more,
        String json) {

    /**
     * The links to further movies.
     *
     * @param href the page with these and the next ones; or, if it would be too long, the next ones alone
     * @param next the next ones alone
     * @param last whether this page shows the maximum
     */
    record More(String href, String next, boolean last) {

        int most() {
            return SearchRequest.MOST_SHOWN;
        }
    }
}

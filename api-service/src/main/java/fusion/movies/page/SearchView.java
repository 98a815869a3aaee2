package fusion.movies.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The view of a search's page.
 *
 * @param q the content of the search box
 * @param found how many movies there are, in words
 * @param people whom the text may mean
 * @param didYouMean the search as it is spelt in what was found; absent where nothing else is likelier
 * @param remedies searches that find something where this one finds nothing
 * @param more absent where all is shown
 * @param json the address of the same movies for programs
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
     * The way to further movies.
     *
     * @param href the page with these and the next ones; or, if it would be too long, the next ones alone
     * @param next the next ones alone
     * @param last whether this page shows as many as one may
     */
    record More(String href, String next, boolean last) {

        int most() {
            return SearchRequest.MOST_SHOWN;
        }
    }
}

package fusion.movies.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The view of a person's page.
 *
 * @param spellings other ways in which casts spell the name
 * @param costars co-stars, each with the shared movies
 * @param more the search for movies beyond those shown; absent if all are shown
 */
record PersonView(
        String title,
        String description,
        String name,
        String total,
        List<String> spellings,
        List<Decade> decades,
        List<Costar> costars,
        List<Link> genres,
        @Nullable Link more) {

    record Decade(String name, List<Card> movies) {

        String count() {
            return Labels.movies(movies.size());
        }
    }

    record Costar(Link person, Link together) {}
}

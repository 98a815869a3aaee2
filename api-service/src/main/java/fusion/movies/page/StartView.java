package fusion.movies.page;

import java.util.List;

/**
 * The view of the start page.
 *
 * @param newest movies made last, with posters where there are such
 */
record StartView(String title, String total, List<Card> newest, Decades decades, List<Link> genres) {}

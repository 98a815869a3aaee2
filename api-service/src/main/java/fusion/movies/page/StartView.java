package fusion.movies.page;

import java.util.List;

/**
 * The view of the start page.
 *
 * @param newest the newest movies, preferably with posters
 */
record StartView(String title, String total, List<Card> newest, Decades decades, List<Link> genres) {}

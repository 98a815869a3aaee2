package fusion.movies.page;

import java.util.List;

/**
 * The view of a movie's page.
 *
 * @param description description for link previews
 * @param json the movie as schema.org JSON-LD
 * @param shelves other movies of its people
 */
record MovieView(String title, String description, Card movie, String json, List<Shelf> shelves) {

    /** Some of a person's movies. */
    record Shelf(Link person, List<Card> movies) {}
}

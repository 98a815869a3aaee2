package fusion.movies.page;

import java.util.List;

/**
 * The view of a movie's page.
 *
 * @param description for those with whom the page is shared
 * @param json the movie for programs, in the vocabulary of schema.org
 * @param shelves other movies of its people
 */
record MovieView(String title, String description, Card movie, String json, List<Shelf> shelves) {

    /** Some of a person's movies. */
    record Shelf(Link person, List<Card> movies) {}
}

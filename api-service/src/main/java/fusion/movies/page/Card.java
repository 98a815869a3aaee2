package fusion.movies.page;

import fusion.movies.index.SearchResult;
import fusion.movies.movie.MovieJson;
import fusion.movies.movie.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A movie as shown on pages, read from its JSON. */
record Card(
        long id,
        String title,
        @Nullable Long year,
        List<String> cast,
        List<String> genres,
        @Nullable String extract,
        @Nullable Poster thumbnail,
        @Nullable String article) {

    private static final int TINTS = 8;
    private static final int PEOPLE = 6;
    private static final int TEASER = 280;

    Card {
        cast = cast == null ? List.of() : cast;
        genres = genres == null ? List.of() : genres;
    }

    static Card of(MovieJson movie, JsonMapper json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        movie.writeTo(bytes, Shape.RESOURCE);
        return json.readValue(bytes.toByteArray(), Card.class);
    }

    static List<Card> of(SearchResult found, JsonMapper json) throws IOException {
        List<Card> cards = new ArrayList<>();
        for (MovieJson movie : found.movies()) {
            cards.add(of(movie, json));
        }
        return List.copyOf(cards);
    }

    String href() {
        return "film/" + id;
    }

    /** Index of the colour behind the poster, the same for all movies with the same first genre. */
    int tint() {
        return genres.isEmpty() ? 0 : Math.floorMod(genres.getFirst().hashCode(), TINTS);
    }

    List<Link> genreLinks() {
        return genres.stream().map(Link::genre).toList();
    }

    List<Link> people() {
        return cast.stream().map(Link::person).toList();
    }

    List<Link> firstPeople() {
        return cast.stream().limit(PEOPLE).map(Link::person).toList();
    }

    /** Number of people beyond the first ones. */
    int otherPeople() {
        return Math.max(0, cast.size() - PEOPLE);
    }

    /** The beginning of the text, up to a whole word. */
    @Nullable
    String teaser() {
        if (extract == null || extract.length() <= TEASER) {
            return extract;
        }
        int end = extract.lastIndexOf(' ', TEASER);
        return extract.substring(0, end < TEASER / 2 ? TEASER : end) + " …";
    }

    boolean teaserIsCut() {
        return extract != null && extract.length() > TEASER;
    }
}

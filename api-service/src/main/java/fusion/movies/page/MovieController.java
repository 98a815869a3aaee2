package fusion.movies.page;

import fusion.movies.http.NotFoundException;
import fusion.movies.http.Parameters;
import fusion.movies.http.Question;
import fusion.movies.index.Count;
import fusion.movies.index.Facet;
import fusion.movies.index.MovieFilter;
import fusion.movies.index.MovieIndex;
import fusion.movies.index.MovieQuery;
import fusion.movies.index.SearchResult;
import fusion.movies.index.Sort;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The page of a movie. */
@RestController
class MovieController {

    private static final int SHELVES = 4;
    private static final int SHELF = 6;

    private final Pages pages;
    private final JsonMapper json;

    MovieController(Pages pages, JsonMapper json) {
        this.pages = pages;
        this.json = json;
    }

    @GetMapping(path = "/film/{id:[0-9]{1,18}}", produces = MediaType.TEXT_HTML_VALUE)
    @Parameters(any = true)
    ResponseEntity<String> movie(@PathVariable long id, Question question, HttpServletRequest request)
            throws IOException {
        MovieIndex index = question.index();
        Card movie = Card.of(
                index.byId(id).orElseThrow(() -> new NotFoundException("There is no movie at this address.")), json);
        String named = movie.year() == null ? movie.title() : "%s (%d)".formatted(movie.title(), movie.year());
        MovieView page = new MovieView(
                named + " – Movies", description(movie, named), movie, linkedData(movie), shelves(movie, index));
        return pages.answer(request, "movie", page);
    }

    private static String description(Card movie, String named) {
        String teaser = movie.teaser();
        if (teaser != null) {
            return teaser;
        }
        return movie.cast().isEmpty()
                ? named
                : named + ", with "
                        + String.join(", ", movie.cast().stream().limit(5).toList());
    }

    private String linkedData(Card movie) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("@context", "https://schema.org");
        data.put("@type", "Movie");
        data.put("name", movie.title());
        if (movie.year() != null) {
            data.put("datePublished", String.valueOf(movie.year()));
        }
        if (movie.extract() != null) {
            data.put("description", movie.extract());
        }
        if (movie.thumbnail() != null) {
            data.put("image", movie.thumbnail().url());
        }
        data.put("genre", movie.genres());
        data.put(
                "actor",
                movie.cast().stream()
                        .map(name -> Map.of("@type", "Person", "name", name))
                        .toList());
        if (movie.article() != null) {
            data.put("sameAs", movie.article());
        }
        // The JSON is inside a script element, which no text may close.
        return json.writeValueAsString(data).replace("<", "\\u003c");
    }

    private List<MovieView.Shelf> shelves(Card movie, MovieIndex index) throws IOException {
        List<MovieView.Shelf> shelves = new ArrayList<>();
        for (String name : movie.cast()) {
            SearchResult found = index.search(new MovieQuery(
                    null,
                    MovieFilter.cast(name),
                    Sort.YEAR_DESCENDING,
                    Optional.empty(),
                    SHELF + 1,
                    EnumSet.noneOf(Facet.class)));
            List<Card> others = Card.of(found, json).stream()
                    .filter(other -> other.id() != movie.id())
                    .limit(SHELF)
                    .toList();
            if (!others.isEmpty()) {
                shelves.add(new MovieView.Shelf(Link.person(new Count(name, found.total())), others));
            }
            if (shelves.size() == SHELVES) {
                break;
            }
        }
        return shelves;
    }
}

package fusion.movies.api;

import fusion.movies.film.FilmJson.Shape;
import fusion.movies.film.Folding;
import fusion.movies.http.FilmOutput;
import fusion.movies.http.NotFoundException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

@RestController
@RequestMapping("/api/v1")
class MoviesController {

    private static final int NAMES_TO_CHOOSE_FROM = 10;

    private final Movies movies;
    private final Genres genres;
    private final Names names;
    private final Totals totals;
    private final MovieJson json;

    MoviesController(Movies movies, Genres genres, Names names, Totals totals, MovieJson json) {
        this.movies = movies;
        this.genres = genres;
        this.names = names;
        this.totals = totals;
        this.json = json;
    }

    @GetMapping(path = "/movies", produces = MediaType.APPLICATION_JSON_VALUE)
    void search(@RequestParam MultiValueMap<String, String> parameters, HttpServletResponse response)
            throws IOException {
        var query = MovieQuery.of(parameters);
        var found = movies.page(query);
        var total = totals.of(query);
        var next = found.end().map(end -> next(parameters, end)).orElse(null);
        if (next != null) {
            response.setHeader(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next));
        }
        var page = new FilmOutput(response, "{\"movies\":[", Shape.RESOURCE);
        for (var movie : found.movies()) {
            page.film(json.of(movie));
        }
        page.end("],\"total\":%d,\"total_is_exact\":%b,\"next\":%s}"
                .formatted(total.films(), total.exact(), json.of(next)));
    }

    @GetMapping(path = "/movies/{id:[0-9]{1,18}}", produces = MediaType.APPLICATION_JSON_VALUE)
    void movie(@PathVariable long id, HttpServletResponse response) throws IOException {
        var movie = movies.findById(id)
                .orElseThrow(() -> new NotFoundException("There is no film with the id %d.".formatted(id)));
        var film = new FilmOutput(response, "", Shape.RESOURCE);
        film.film(json.of(movie));
        film.end("");
    }

    @GetMapping("/genres")
    GenreList genres() {
        return new GenreList(genres.byFilms());
    }

    @GetMapping("/names")
    NameList names(@RequestParam String prefix) {
        var start = Folding.fold(Term.checked("prefix", prefix));
        return new NameList(start.isEmpty() ? List.of() : names.beginningWith(start, NAMES_TO_CHOOSE_FROM));
    }

    record GenreList(List<Genre> genres) {}

    record NameList(List<Name> names) {}

    // Relative, since behind an Ingress the service does not know by what name it was asked.
    private static String next(MultiValueMap<String, String> parameters, Cursor end) {
        return UriComponentsBuilder.fromPath("/api/v1/movies")
                .queryParams(parameters)
                .replaceQueryParam("after", end.toString())
                .encode()
                .toUriString();
    }
}

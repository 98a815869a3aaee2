package fusion.movies.api;

import fusion.movies.film.Folding;
import fusion.movies.http.NotFoundException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
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

    MoviesController(Movies movies, Genres genres, Names names, Totals totals) {
        this.movies = movies;
        this.genres = genres;
        this.names = names;
        this.totals = totals;
    }

    @GetMapping("/movies")
    ResponseEntity<MoviePage> search(@RequestParam MultiValueMap<String, String> parameters) {
        var query = MovieQuery.of(parameters);
        var found = movies.page(query);
        var total = totals.of(query);
        var next = found.end().map(end -> next(parameters, end)).orElse(null);
        var page = new MoviePage(
                found.movies().stream().map(MovieResource::of).toList(), total.films(), total.exact(), next);
        var answer = ResponseEntity.ok();
        if (next != null) {
            answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next));
        }
        return answer.body(page);
    }

    @GetMapping("/movies/{id:[0-9]{1,18}}")
    MovieResource movie(@PathVariable long id) {
        return movies.findById(id)
                .map(MovieResource::of)
                .orElseThrow(() -> new NotFoundException("There is no film with the id %d.".formatted(id)));
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

package fusion.movies.api;

import fusion.movies.http.JsonBody;
import fusion.movies.http.NotFoundException;
import fusion.movies.http.Parameters;
import fusion.movies.http.Question;
import fusion.movies.index.MovieQuery;
import fusion.movies.index.SearchResult;
import fusion.movies.movie.MovieJson;
import fusion.movies.movie.Shape;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The routes of movies under {@code /api/v1}. */
@RestController
@RequestMapping(path = "/api/v1/movies", produces = MediaType.APPLICATION_JSON_VALUE)
class MoviesController {

    private static final byte[] BEFORE_MOVIES = "{\"movies\":[".getBytes(StandardCharsets.US_ASCII);

    private final JsonMapper json;

    MoviesController(JsonMapper json) {
        this.json = json;
    }

    @GetMapping
    @Parameters(
            once = {"q", "genre_match", "year_from", "year_to", "ids", "fields", "facets", "sort", "after", "limit"},
            several = {"title", "cast", "genre", "year"})
    ResponseEntity<JsonBody> search(Question question, HttpServletRequest request) throws IOException {
        MovieParameters parameters = new MovieParameters(request.getParameterMap());
        Shape shape = parameters.shape();
        String data = question.snapshot().tag();
        MovieQuery query = parameters.query(data);
        SearchResult found = question.index().search(query);
        String next = found.next()
                .map(end -> next(request.getQueryString(), end.encode(parameters.binding(query.sort(), data))))
                .orElse(null);
        MoviePage page = MoviePage.of(found, query.text() != null, next);
        return question.answer(
                out -> write(found, shape, page, out), next == null ? null : "<%s>; rel=\"next\"".formatted(next));
    }

    @GetMapping("/{id:[0-9]{1,18}}")
    @Parameters(once = "fields")
    ResponseEntity<JsonBody> movie(@PathVariable long id, Question question, HttpServletRequest request)
            throws IOException {
        Shape shape = new MovieParameters(request.getParameterMap()).shape();
        MovieJson movie = question.index()
                .byId(id)
                .orElseThrow(() -> new NotFoundException("There is no movie with the id %d.".formatted(id)));
        return question.answer(out -> movie.writeTo(out, shape));
    }

    private void write(SearchResult found, Shape shape, MoviePage page, OutputStream out) throws IOException {
        out.write(BEFORE_MOVIES);
        boolean isFirst = true;
        for (MovieJson movie : found.movies()) {
            if (!isFirst) {
                out.write(',');
            }
            isFirst = false;
            movie.writeTo(out, shape);
        }
        out.write(']');
        out.write(',');
        byte[] rest = json.writeValueAsBytes(page);
        out.write(rest, 1, rest.length - 1); // without its own brace
    }

    // Relative, since behind an Ingress the service does not know its external name. With the query as sent, so that
    // the link is the same search, and is accepted if that one was.
    private static String next(@Nullable String query, String after) {
        Stream<String> kept = query == null ? Stream.empty() : Arrays.stream(query.split("&"));
        return Stream.concat(
                        kept.filter(parameter -> !parameter.isEmpty() && !isAfter(parameter)),
                        Stream.of("after=" + after))
                .collect(Collectors.joining("&", "/api/v1/movies?", ""));
    }

    private static boolean isAfter(String parameter) {
        return URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8)
                .equals("after");
    }
}

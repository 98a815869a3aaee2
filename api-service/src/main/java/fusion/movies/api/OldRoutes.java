package fusion.movies.api;

import fusion.movies.film.FilmJson.Shape;
import fusion.movies.http.FilmOutput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The routes of the API that a stack replaces: whole lists, in the shape its clients know. */
@RestController
class OldRoutes {

    private final Movies movies;
    private final MovieJson json;

    OldRoutes(Movies movies, MovieJson json) {
        this.movies = movies;
        this.json = json;
    }

    @GetMapping("/genre/{genre}")
    void genre(@PathVariable String genre, HttpServletResponse response) throws IOException {
        send(Condition.genre(genre), response);
    }

    @GetMapping("/cast/fullname/{name}")
    void cast(@PathVariable String name, HttpServletResponse response) throws IOException {
        send(Condition.cast(name), response);
    }

    @GetMapping("/cast/firstname/{first}/lastname/{last}")
    void cast(@PathVariable String first, @PathVariable String last, HttpServletResponse response) throws IOException {
        send(Condition.cast(Term.part("first", first) + " " + Term.part("last", last)), response);
    }

    @GetMapping("/cast/firstname/{first}/middlename/{middle}/lastname/{last}")
    void cast(
            @PathVariable String first,
            @PathVariable String middle,
            @PathVariable String last,
            HttpServletResponse response)
            throws IOException {
        send(
                Condition.cast(
                        Term.part("first", first) + " " + Term.part("middle", middle) + " " + Term.part("last", last)),
                response);
    }

    // {*title} rather than {title}: 24 titles have a slash.
    @GetMapping("/title/{*title}")
    void title(@PathVariable String title, HttpServletResponse response) throws IOException {
        send(Condition.title(title.substring(1)), response);
    }

    // Digits only, as ever: another word is no year, and so no such page.
    @GetMapping("/year/{year:[0-9]{1,18}}")
    void year(@PathVariable long year, HttpServletResponse response) throws IOException {
        send(Condition.year(year), response);
    }

    /** Written as the database gives them: the longest list is 23 MB, and many may ask for it at once. */
    private void send(Condition condition, HttpServletResponse response) throws IOException {
        var list = new FilmOutput(response, "[", Shape.OLD);
        try {
            movies.forEach(condition, movie -> {
                try {
                    list.film(json.of(movie));
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
        list.end("]");
    }
}

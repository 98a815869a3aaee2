package fusion.movies.api;

import fusion.movies.http.JsonBody;
import fusion.movies.http.NotFoundException;
import fusion.movies.http.Question;
import fusion.movies.index.MovieFilter;
import fusion.movies.index.MovieList;
import fusion.movies.movie.Shape;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The routes of the API that a stack replaces: complete lists, in the format that its clients expect. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class OldRoutes {

    @GetMapping("/genre/{genre}")
    ResponseEntity<JsonBody> genre(@PathVariable String genre, Question question) throws IOException {
        return list(MovieFilter.genre(Term.checked("genre", genre)), question);
    }

    @GetMapping("/cast/fullname/{name}")
    ResponseEntity<JsonBody> cast(@PathVariable String name, Question question) throws IOException {
        return list(MovieFilter.cast(Term.checked("cast", name)), question);
    }

    @GetMapping("/cast/firstname/{first}/lastname/{last}")
    ResponseEntity<JsonBody> cast(@PathVariable String first, @PathVariable String last, Question question)
            throws IOException {
        return list(MovieFilter.cast(Term.part("first", first) + " " + Term.part("last", last)), question);
    }

    @GetMapping("/cast/firstname/{first}/middlename/{middle}/lastname/{last}")
    ResponseEntity<JsonBody> cast(
            @PathVariable String first, @PathVariable String middle, @PathVariable String last, Question question)
            throws IOException {
        return list(
                MovieFilter.cast(
                        Term.part("first", first) + " " + Term.part("middle", middle) + " " + Term.part("last", last)),
                question);
    }

    // {*title} rather than {title}: 24 titles have a slash. It matches the path without any title, too.
    @GetMapping("/title/{*title}")
    ResponseEntity<JsonBody> title(@PathVariable String title, Question question) throws IOException {
        if (title.length() < 2) {
            throw new NotFoundException("This path has no title; use /title/{title} with a part of one.");
        }
        return list(MovieFilter.title(Term.checked("title", title.substring(1))), question);
    }

    // Digits only, as in the old API: anything else is not a year, so the page does not exist.
    @GetMapping("/year/{year:[0-9]{1,18}}")
    ResponseEntity<JsonBody> year(@PathVariable long year, Question question) throws IOException {
        return list(MovieFilter.year(year), question);
    }

    private static ResponseEntity<JsonBody> list(MovieFilter filter, Question question) throws IOException {
        return question.answer(new OldList(question.index().list(filter)));
    }

    private record OldList(MovieList movies) implements JsonBody {

        /** Some 70 kB, which takes little time and memory even if it is compressed. */
        private static final int MOST_IN_A_SHORT_LIST = 100;

        @Override
        public void writeTo(OutputStream out) throws IOException {
            movies.writeTo(out, Shape.OLD);
        }

        @Override
        public boolean isLong() {
            return movies.size() > MOST_IN_A_SHORT_LIST;
        }
    }
}

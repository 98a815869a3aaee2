package fusion.movies.api;

import fusion.movies.http.NotFoundException;
import fusion.movies.http.Parameters;
import fusion.movies.http.Question;
import fusion.movies.index.Count;
import fusion.movies.index.Person;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes of people under {@code /api/v1}. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class PeopleController {

    private static final int TO_CHOOSE_FROM = 10;

    @GetMapping("/people")
    @Parameters(once = "prefix")
    ResponseEntity<People> people(@RequestParam String prefix, Question question) throws IOException {
        return question.answer(new People(question.index().people(Term.checked("prefix", prefix), TO_CHOOSE_FROM)));
    }

    // {*name}, since a name may have a slash.
    @GetMapping("/people/{*name}")
    ResponseEntity<Person> person(@PathVariable String name, Question question) throws IOException {
        if (name.length() < 2) {
            throw new NotFoundException("This path has no name; use /api/v1/people/{name}.");
        }
        String wanted = Term.checked("name", name.substring(1));
        return question.answer(question.index()
                .person(wanted)
                .orElseThrow(() -> new NotFoundException(
                        "No cast has a person of this name; /api/v1/people?prefix= completes names.")));
    }

    /** As /people, under its former name. */
    @GetMapping("/names")
    @Parameters(once = "prefix")
    ResponseEntity<Names> names(@RequestParam String prefix, Question question) throws IOException {
        return question.answer(
                new Names(question.index().people(Term.checked("prefix", prefix), TO_CHOOSE_FROM).stream()
                        .map(person -> new Name(person.name(), person.movies()))
                        .toList()));
    }

    @GetMapping("/genres")
    ResponseEntity<Genres> genres(Question question) {
        return question.answer(new Genres(question.index().genres().stream()
                .map(genre -> new Genre(genre.name(), genre.movies()))
                .toList()));
    }

    record People(List<Count> people) {}

    record Names(List<Name> names) {}

    record Name(String name, long films) {}

    record Genres(List<Genre> genres) {}

    record Genre(String genre, long films) {}
}

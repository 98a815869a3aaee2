package fusion.movies.page;

import fusion.movies.http.NotFoundException;
import fusion.movies.http.Parameters;
import fusion.movies.http.Question;
import fusion.movies.index.Facet;
import fusion.movies.index.MovieFilter;
import fusion.movies.index.MovieIndex;
import fusion.movies.index.MovieQuery;
import fusion.movies.index.Person;
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

/** The page of a person: movies by decade, and co-stars. */
@RestController
class PersonController {

    private static final int MOST_SHOWN = 400;

    private final Pages pages;
    private final JsonMapper json;

    PersonController(Pages pages, JsonMapper json) {
        this.pages = pages;
        this.json = json;
    }

    // {*name}, since a name may have a slash.
    @GetMapping(path = "/person/{*name}", produces = MediaType.TEXT_HTML_VALUE)
    @Parameters(any = true)
    ResponseEntity<String> person(@PathVariable String name, Question question, HttpServletRequest request)
            throws IOException {
        MovieIndex index = question.index();
        Person person = index.person(name.substring(1))
                .orElseThrow(() -> new NotFoundException("No movie has a person of this name in its cast."));
        List<Card> movies = Card.of(
                index.search(new MovieQuery(
                        null,
                        MovieFilter.cast(person.name()),
                        Sort.YEAR_DESCENDING,
                        Optional.empty(),
                        MOST_SHOWN,
                        EnumSet.noneOf(Facet.class))),
                json);
        return pages.answer(request, "person", view(person, movies));
    }

    private static PersonView view(Person person, List<Card> movies) {
        Address address = Address.of(Address.PERSON, person.name());
        String total = Labels.movies(person.movies());
        return new PersonView(
                person.name() + " – Movies",
                "%s with %s, by decade, and co-stars.".formatted(total, person.name()),
                person.name(),
                total,
                person.spellings().stream()
                        .filter(spelling -> !spelling.equals(person.name()))
                        .toList(),
                decades(movies),
                person.costars().stream()
                        .map(costar -> new PersonView.Costar(
                                Link.person(costar.name()),
                                Link.of(
                                        Labels.movies(costar.movies()),
                                        address.with(Address.PERSON, costar.name())
                                                .href())))
                        .toList(),
                person.genres().stream()
                        .map(genre -> new Link(
                                genre.name(),
                                address.set(Address.GENRE, genre.name()).href(),
                                Labels.number(genre.movies()),
                                false))
                        .toList(),
                person.movies() > movies.size() ? Link.of("All " + total, address.href()) : null);
    }

    private static List<PersonView.Decade> decades(List<Card> movies) {
        Map<String, List<Card>> decades = new LinkedHashMap<>();
        for (Card movie : movies) {
            String decade = movie.year() == null ? "Year unknown" : Math.floorDiv(movie.year(), 10) * 10 + "s";
            decades.computeIfAbsent(decade, key -> new ArrayList<>()).add(movie);
        }
        return decades.entrySet().stream()
                .map(decade -> new PersonView.Decade(decade.getKey(), decade.getValue()))
                .toList();
    }
}

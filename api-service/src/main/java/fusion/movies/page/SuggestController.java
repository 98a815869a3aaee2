package fusion.movies.page;

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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The suggestions of the search box while typing: an HTML fragment. */
@RestController
class SuggestController {

    private static final int MOVIES = 6;
    private static final int PEOPLE = 4;

    private final Pages pages;
    private final JsonMapper json;

    SuggestController(Pages pages, JsonMapper json) {
        this.pages = pages;
        this.json = json;
    }

    @GetMapping(path = "/suggest", produces = MediaType.TEXT_HTML_VALUE)
    @Parameters(any = true)
    ResponseEntity<String> suggest(
            @RequestParam MultiValueMap<String, String> given, Question question, HttpServletRequest request)
            throws IOException {
        SearchRequest search = SearchRequest.of(given);
        return pages.answer(
                request,
                "suggest",
                search.address()
                        .one(Address.TEXT)
                        .map(text -> suggestions(text, question.index()))
                        .orElse(new Suggestions(List.of(), List.of(), null)));
    }

    private Suggestions suggestions(String text, MovieIndex index) {
        try {
            SearchResult found = index.search(new MovieQuery(
                    text, MovieFilter.NONE, Sort.RELEVANCE, Optional.empty(), MOVIES, EnumSet.noneOf(Facet.class)));
            return new Suggestions(
                    Card.of(found, json),
                    people(text, found, index),
                    found.didYouMean()
                            .map(likelier -> Link.of(
                                    likelier, Address.of(Address.TEXT, likelier).href()))
                            .orElse(null));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** People whose names begin with the text, then those that it may mean otherwise, for instance with a typo. */
    private static List<Link> people(String text, SearchResult found, MovieIndex index) throws IOException {
        Map<String, Count> people = new LinkedHashMap<>();
        index.people(text, PEOPLE).forEach(person -> people.put(person.name(), person));
        found.people().forEach(person -> people.putIfAbsent(person.name(), person));
        return people.values().stream().limit(PEOPLE).map(Link::person).toList();
    }

    record Suggestions(
            List<Card> movies, List<Link> people, @Nullable Link didYouMean) {}
}

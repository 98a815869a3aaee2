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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The page of a search: its movies and filters. */
@RestController
class SearchController {

    private static final Map<String, String> SORTS = Map.of(
            "relevance", "Best match",
            "-year", "Newest",
            "year", "Oldest",
            "title", "A–Z",
            "-title", "Z–A");

    private final Pages pages;
    private final JsonMapper json;

    SearchController(Pages pages, JsonMapper json) {
        this.pages = pages;
        this.json = json;
    }

    @GetMapping(path = "/search", produces = MediaType.TEXT_HTML_VALUE)
    @Parameters(any = true)
    ResponseEntity<String> search(
            @RequestParam MultiValueMap<String, String> given, Question question, HttpServletRequest request)
            throws IOException {
        SearchRequest search = SearchRequest.of(given);
        String data = question.snapshot().tag();
        MovieQuery query;
        try {
            query = search.query(data, EnumSet.allOf(Facet.class));
        } catch (IllegalArgumentException movedOn) {
            return toTheBeginning(search);
        }
        MovieIndex index = question.index();
        return pages.answer(request, "search", view(search, index.search(query), index, data));
    }

    // The movies have changed since the link was created, so its position is no longer valid.
    private static ResponseEntity<String> toTheBeginning(SearchRequest search) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, search.address().href())
                .build();
    }

    private SearchView view(SearchRequest search, SearchResult found, MovieIndex index, String data)
            throws IOException {
        Address address = search.address();
        String heading = heading(search);
        return new SearchView(
                heading + " – Movies",
                heading,
                address.one(Address.TEXT).orElse(""),
                Labels.movies(found.total()),
                notices(search),
                Chips.of(search),
                found.people().stream().map(Link::person).toList(),
                found.didYouMean()
                        .map(text ->
                                Link.of(text, address.set(Address.TEXT, text).href()))
                        .orElse(null),
                sorts(search),
                views(search),
                search.isList(),
                Card.of(found, json),
                filters(search, found, index),
                found.total() == 0,
                found.total() == 0 ? remedies(search, index) : List.of(),
                more(search, found, data),
                "api/v1/movies?" + api(search).query());
    }

    private static String heading(SearchRequest search) {
        String parts = Stream.concat(
                        search.address().one(Address.TEXT).map("“%s”"::formatted).stream(),
                        Chips.of(search).stream().map(Chips.Chip::text))
                .collect(Collectors.joining(", "));
        return parts.isEmpty() ? "All movies" : parts;
    }

    private static List<Notice> notices(SearchRequest search) {
        List<Notice> notices = new ArrayList<>(search.notices());
        Long from = search.from();
        Long to = search.to();
        if (from != null && to != null && from > to) {
            Address swapped =
                    search.address().set(Address.FROM, String.valueOf(to)).set(Address.TO, String.valueOf(from));
            notices.add(new Notice(
                    "“From year” (%d) is after “To year” (%d), so no movie matches.".formatted(from, to),
                    Link.of("Search from %d to %d".formatted(to, from), swapped.href())));
        }
        return notices;
    }

    private static List<Link> sorts(SearchRequest search) {
        List<Link> links = new ArrayList<>();
        SearchRequest.SORTS.forEach((word, sort) -> {
            if (search.hasText() || sort != Sort.RELEVANCE) {
                Address address =
                        search.at(search.address().without(Address.SORT)).sort() == sort
                                ? search.address().without(Address.SORT)
                                : search.address().set(Address.SORT, word);
                links.add(new Link(SORTS.getOrDefault(word, word), address.href(), null, search.sort() == sort));
            }
        });
        return links;
    }

    private static List<Link> views(SearchRequest search) {
        return List.of(
                new Link("Posters", search.address().without(Address.VIEW).href(), null, !search.isList()),
                new Link("List", search.address().set(Address.VIEW, "list").href(), null, search.isList()));
    }

    /** Counts ignore the filter that they belong to: the bars cover all years, and any-of genres cover all genres. */
    private static Filters filters(SearchRequest search, SearchResult found, MovieIndex index) throws IOException {
        Address address = search.address();
        List<Count> genres = counts(found, Facet.GENRE);
        if (search.isAnyGenre() && !address.all(Address.GENRE).isEmpty()) {
            genres = counts(search.at(address.without(Address.GENRE)), Facet.GENRE, index);
        }
        Address ofAllYears = address.without(Address.FROM).without(Address.TO).without(Address.YEAR);
        List<Count> decades = ofAllYears.equals(address)
                ? counts(found, Facet.DECADE)
                : counts(search.at(ofAllYears), Facet.DECADE, index);
        return Filters.of(
                search,
                index.genres(),
                genres,
                Decades.of(allDecades(index), decades, address, search.from(), search.to()));
    }

    static List<Count> allDecades(MovieIndex index) throws IOException {
        MovieQuery all =
                new MovieQuery(null, MovieFilter.NONE, Sort.YEAR, Optional.empty(), 1, EnumSet.of(Facet.DECADE));
        return counts(index.search(all), Facet.DECADE);
    }

    private static List<Count> counts(SearchRequest search, Facet facet, MovieIndex index) throws IOException {
        return counts(index.search(search.counting(EnumSet.of(facet))), facet);
    }

    private static List<Count> counts(SearchResult found, Facet facet) {
        return found.facets().getOrDefault(facet, List.of());
    }

    private static List<Link> remedies(SearchRequest search, MovieIndex index) throws IOException {
        List<Link> remedies = new ArrayList<>();
        for (Chips.Chip chip : Chips.of(search)) {
            long total =
                    index.search(search.at(chip.without()).counting(Set.of())).total();
            if (total > 0) {
                remedies.add(new Link("without “%s”".formatted(chip.text()), chip.href(), Labels.movies(total), false));
            }
        }
        return remedies;
    }

    private static SearchView.@Nullable More more(SearchRequest search, SearchResult found, String data) {
        if (found.next().isEmpty()) {
            return null;
        }
        String next = search.address()
                .href(Map.of("after", search.encoded(found.next().get(), data)));
        if (search.shown() + SearchRequest.PAGE > SearchRequest.MOST_SHOWN) {
            return new SearchView.More(next, next, true);
        }
        Map<String, String> longer = new LinkedHashMap<>();
        if (search.after() != null) {
            longer.put("after", search.after());
        }
        longer.put("shown", String.valueOf(search.shown() + SearchRequest.PAGE));
        return new SearchView.More(search.address().href(longer), next, false);
    }

    private static Address api(SearchRequest search) {
        Address address = search.address().without(Address.VIEW);
        return search.sort() == Sort.YEAR_DESCENDING ? address.set(Address.SORT, "-year") : address;
    }
}

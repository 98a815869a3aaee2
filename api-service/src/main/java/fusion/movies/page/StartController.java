package fusion.movies.page;

import fusion.movies.http.Parameters;
import fusion.movies.http.Question;
import fusion.movies.index.Count;
import fusion.movies.index.Facet;
import fusion.movies.index.MovieFilter;
import fusion.movies.index.MovieIndex;
import fusion.movies.index.MovieQuery;
import fusion.movies.index.Sort;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The start page: HTML for browsers, the old API's greeting for other clients. */
@RestController
class StartController {

    private static final String WELCOME =
            "Welcome to the movies API. Try /year/1994, /genre/western or /title/the_dark_knight; /openapi.yaml has the rest.";

    private static final int NEWEST = 12;
    private static final int LOOKED_THROUGH = 96;

    private final Pages pages;
    private final JsonMapper json;

    StartController(Pages pages, JsonMapper json) {
        this.pages = pages;
        this.json = json;
    }

    @GetMapping("/")
    @Parameters(any = true)
    ResponseEntity<String> start(
            @RequestParam MultiValueMap<String, String> given,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept,
            Question question,
            HttpServletRequest request)
            throws IOException {
        if (!accept.contains(MediaType.TEXT_HTML_VALUE)) {
            return ResponseEntity.ok()
                    .varyBy(HttpHeaders.ACCEPT)
                    .cacheControl(CacheControl.noCache())
                    .contentType(MediaType.TEXT_PLAIN)
                    .body(WELCOME);
        }
        // The search was here once; links to it still exist.
        if (given.keySet().stream().anyMatch(Address.NAMES::contains)) {
            return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
                    .header(HttpHeaders.LOCATION, "search?" + request.getQueryString())
                    .build();
        }
        MovieIndex index = question.index();
        List<Card> newest = Card.of(
                index.search(new MovieQuery(
                        null,
                        MovieFilter.NONE,
                        Sort.YEAR_DESCENDING,
                        Optional.empty(),
                        LOOKED_THROUGH,
                        EnumSet.noneOf(Facet.class))),
                json);
        List<Count> decades = SearchController.allDecades(index);
        StartView page = new StartView(
                "Movies",
                Labels.movies(index.size()),
                newest.stream()
                        .sorted(Comparator.comparing(movie -> movie.thumbnail() == null))
                        .limit(NEWEST)
                        .toList(),
                Decades.of(decades, decades, Address.ALL, null, null),
                index.genres().stream().map(Link::genre).toList());
        return pages.answer(request, "start", page);
    }

    @GetMapping("/random")
    ResponseEntity<Void> random(Question question) throws IOException {
        MovieIndex index = question.index();
        String href = index.size() == 0
                ? Address.ALL.href()
                : "film/"
                        + index.at((int) ThreadLocalRandom.current().nextLong(index.size()))
                                .id();
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, href)
                .cacheControl(CacheControl.noStore())
                .build();
    }
}

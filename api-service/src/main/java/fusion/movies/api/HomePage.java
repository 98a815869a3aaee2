package fusion.movies.api;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** A browser gets the page to search with; clients that do not ask for HTML are welcomed as they always were. */
@RestController
class HomePage {

    private static final String WELCOME =
            "Welcome to the movies API. Try /year/1994, /genre/western or /title/the_dark_knight; /openapi.yaml has the rest.";

    /** Nothing of other sites but the posters. */
    private static final String ALLOWED = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Resource page = new ClassPathResource("static/index.html");

    @GetMapping("/")
    ResponseEntity<?> home(@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        var answer = ResponseEntity.ok().varyBy(HttpHeaders.ACCEPT).cacheControl(CacheControl.noCache());
        return accept.contains(MediaType.TEXT_HTML_VALUE)
                ? answer.contentType(MediaType.TEXT_HTML)
                        .header("Content-Security-Policy", ALLOWED)
                        .body(page)
                : answer.contentType(MediaType.TEXT_PLAIN).body(WELCOME);
    }
}

package fusion.movies.http;

import fusion.movies.http.Answers.Found;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Answers that depend on the films alone get an ETag, are not sent again to a client that has them, are compressed,
 * and are kept for the next one who asks. Controllers know nothing of it.
 */
class AnswerFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private final transient DataVersion dataVersion;
    private final transient Answers answers;
    private final int longestKept;

    AnswerFilter(DataVersion dataVersion, Answers answers, int longestKept) {
        this.dataVersion = dataVersion;
        this.answers = answers;
        this.longestKept = longestKept;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            chain.doFilter(request, response);
            return;
        }
        var gzip = acceptsGzip(request);
        // Read before the films are: an answer newer than its version goes with it, an older one would stay.
        var version = dataVersion.current().orElse(null);
        if (version == null) {
            var unnamed = new AnswerResponse(response, null, gzip, 0);
            chain.doFilter(request, unnamed);
            unnamed.finish();
            return;
        }
        var key = key(gzip, request);
        var etag = '"' + version + '-' + HexFormat.of().toHexDigits(key.hashCode()) + '"';
        if (has(request, etag)) {
            AnswerResponse.describe(response, etag);
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        var kept = answers.find(key, version);
        if (kept.isPresent()) {
            AnswerResponse.describe(response, etag);
            if (kept.get().link() != null) {
                response.setHeader(HttpHeaders.LINK, kept.get().link());
            }
            kept.get().answer().send(response);
            ServerHttpObservationFilter.findObservationContext(request)
                    .ifPresent(context -> context.setPathPattern(kept.get().route()));
            return;
        }
        var fresh = new AnswerResponse(response, etag, gzip, request.getMethod().equals("GET") ? longestKept : 0);
        chain.doFilter(request, fresh);
        fresh.finish()
                .ifPresent(answer -> answers.keep(
                        key, version, new Found(answer, route(request), response.getHeader(HttpHeaders.LINK))));
    }

    private static String key(boolean gzip, HttpServletRequest request) {
        var query = request.getQueryString();
        return (gzip ? "gzip " : "") + request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static String route(HttpServletRequest request) {
        return (String) request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    }

    private static boolean has(HttpServletRequest request, String etag) {
        var known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        return known != null
                && Arrays.stream(known.split(","))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals(etag) || tag.equals("W/" + etag));
    }

    private static boolean acceptsGzip(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }
}

package fusion.movies.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.util.CollectionUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * Adds CORS headers for allowed origins. Other origins get the response without them: browsers enforce CORS, and
 * nothing here is secret.
 */
class Cors extends DefaultCorsProcessor {

    static CorsConfiguration rules(List<String> allowedOrigins) {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(allowedOrigins);
        rules.setAllowedMethods(List.of("GET", "HEAD"));
        rules.addAllowedHeader(CorsConfiguration.ALL);
        rules.setExposedHeaders(List.of("ETag", "Link", "Age", "Retry-After", RequestIdValve.HEADER));
        rules.setMaxAge(3600L);
        return rules;
    }

    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration rules, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (CorsUtils.isPreFlightRequest(request)) {
            response.setHeader(HttpHeaders.ALLOW, ProblemDetailAdvice.ALLOWED_METHODS);
        }
        // If no origin is allowed, responses do not vary by origin, and caches need not distinguish them.
        return rules == null
                || CollectionUtils.isEmpty(rules.getAllowedOrigins())
                || super.processRequest(rules, request, response);
    }

    @Override
    protected boolean handleInternal(
            ServerHttpRequest request, ServerHttpResponse response, CorsConfiguration rules, boolean isPreFlight)
            throws IOException {
        return checkOrigin(rules, request.getHeaders().getOrigin()) == null
                || super.handleInternal(request, response, rules, isPreFlight);
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) {
        // A preflight for another method: a response without the headers is the refusal.
    }
}

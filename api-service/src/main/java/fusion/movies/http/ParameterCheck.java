package fusion.movies.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Rejects query parameters that a route's {@link Parameters} do not name, on all routes: ignoring a misspelt filter
 * would return all movies.
 */
@Component
class ParameterCheck implements HandlerInterceptor {

    private static final int MOST_VALUES = 10;

    private final Map<HandlerMethod, Known> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // OPTIONS is about a route, regardless of parameters; Spring answers it with its own handler, which
        // names none.
        boolean isChecked = request.getQueryString() != null && !HttpMethod.OPTIONS.matches(request.getMethod());
        if (isChecked && handler instanceof HandlerMethod method) {
            Known takes = known.computeIfAbsent(method.createWithResolvedBean(), Known::of);
            if (!takes.any) {
                request.getParameterMap().forEach(takes::check);
            }
        }
        return true;
    }

    private record Known(List<String> once, List<String> several, boolean any) {

        static Known of(HandlerMethod method) {
            Parameters takes = method.getMethodAnnotation(Parameters.class);
            return takes == null
                    ? new Known(List.of(), List.of(), false)
                    : new Known(List.of(takes.once()), List.of(takes.several()), takes.any());
        }

        void check(String name, String... values) {
            if (once.contains(name)) {
                if (values.length > 1) {
                    throw new BadFieldException(name, "'%s' can be given only once.".formatted(name));
                }
            } else if (several.contains(name)) {
                if (values.length > MOST_VALUES) {
                    throw new BadFieldException(name, "'%s' can be given up to %d times.".formatted(name, MOST_VALUES));
                }
            } else {
                throw new BadFieldException(name, unknown());
            }
            for (String value : values) {
                if (value.isEmpty()) {
                    throw new BadFieldException(name, "'%s' is empty; give it a value or omit it.".formatted(name));
                }
            }
        }

        private String unknown() {
            List<String> all = new ArrayList<>(once);
            all.addAll(several);
            return all.isEmpty()
                    ? "This path has no parameters; omit the query string."
                    : "This path has no such parameter; it has %s."
                            .formatted(String.join(", ", all.stream().sorted().toList()));
        }
    }
}

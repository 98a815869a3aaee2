package fusion.movies.http;

import fusion.movies.model.ReadModel;
import fusion.movies.model.Snapshot;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

/** Resolves the {@link Question} of a controller, and releases the read model once the response is sent. */
@Component
class Questions implements HandlerMethodArgumentResolver, HandlerInterceptor {

    private static final String SNAPSHOT = Questions.class.getName() + ".snapshot";

    private final ReadModel model;

    Questions(ReadModel model) {
        this.model = model;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Question.class;
    }

    @Override
    public Question resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        Snapshot snapshot = model.snapshot().orElseThrow(NoModelException::new);
        web.setAttribute(SNAPSHOT, snapshot, RequestAttributes.SCOPE_REQUEST);
        return new Question(snapshot, etag(snapshot, request), isForAny(request));
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(SNAPSHOT) instanceof Snapshot snapshot) {
            snapshot.close();
        }
    }

    private static boolean isForAny(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)).stream()
                .flatMap(line -> ETag.parse(line).stream())
                .anyMatch(ETag::isWildcard);
    }

    private static String etag(Snapshot snapshot, HttpServletRequest request) {
        String query = request.getQueryString();
        String asked = query == null ? request.getRequestURI() : request.getRequestURI() + '?' + query;
        return "W/\"" + snapshot.tag() + '-' + Integer.toHexString(asked.hashCode()) + '"';
    }
}

package fusion.movies.page;

import fusion.movies.http.BadFieldException;
import fusion.movies.http.NoModelException;
import fusion.movies.http.NotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers errors of pages and unknown URLs with a page for browsers and a problem for other clients. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageErrors implements HandlerExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(PageErrors.class);
    private static final String SECONDS_UNTIL_WORTH_A_TRY = "5";

    private final Pages pages;

    PageErrors(Pages pages) {
        this.pages = pages;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (response.isCommitted() || !isForPerson(request, handler, failure)) {
            return null;
        }
        try {
            answer(request, response, failure);
            return new ModelAndView(); // answered
        } catch (IOException clientIsGone) {
            return null;
        }
    }

    private static boolean isForPerson(HttpServletRequest request, @Nullable Object handler, Exception failure) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
            return false;
        }
        return handler instanceof HandlerMethod method
                ? method.getBeanType().getPackage().equals(PageErrors.class.getPackage())
                : failure instanceof NoResourceFoundException
                        && !request.getRequestURI().startsWith(request.getContextPath() + "/api/");
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Exception failure)
            throws IOException {
        HttpStatus status = switch (failure) {
            case NotFoundException _, NoResourceFoundException _ -> HttpStatus.NOT_FOUND;
            case InvalidParameterException _, BadFieldException _ -> HttpStatus.BAD_REQUEST;
            case NoModelException _ -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
        response.setStatus(status.value());
        response.setContentType(Pages.HTML.toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_WORTH_A_TRY);
            response.setHeader("Refresh", SECONDS_UNTIL_WORTH_A_TRY);
        }
        response.getWriter().write(pages.render(request, "error", view(status, request, failure)));
    }

    private static ErrorView view(HttpStatus status, HttpServletRequest request, Exception failure) {
        return switch (status) {
            case NOT_FOUND ->
                view(
                        "Not in the programme",
                        failure instanceof NotFoundException missing
                                ? missing.getMessage()
                                : "There is nothing at this address.",
                        null,
                        false);
            case BAD_REQUEST ->
                view(
                        "This address cannot be read",
                        "Part of this address is unknown here, or is not text; write a % as %25.",
                        null,
                        false);
            case SERVICE_UNAVAILABLE ->
                view(
                        "The movies are on their way",
                        "The service has just started and is reading the movies. This page reloads by itself.",
                        null,
                        true);
            default -> {
                log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
                yield view(
                        "The projector has stopped",
                        "The service failed to show this page; please try again.",
                        MDC.get("requestId"),
                        false);
            }
        };
    }

    private static ErrorView view(String heading, String sentence, @Nullable String requestId, boolean reloads) {
        return new ErrorView(heading + " – Movies", heading, sentence, requestId, reloads);
    }
}

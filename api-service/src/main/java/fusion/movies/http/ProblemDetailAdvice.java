package fusion.movies.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers every error with a problem of RFC 9457, whose id is in the log. */
@RestControllerAdvice
class ProblemDetailAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemDetailAdvice.class);
    private static final String SECONDS_UNTIL_WORTH_A_TRY = "5";

    static final String ALLOWED_METHODS = "GET, HEAD, OPTIONS";
    static final String NOTHING_HERE = "There is nothing at this path; /openapi.yaml lists all paths.";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> badField(BadFieldException bad) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, bad.getMessage());
        problem.setProperty("field", bad.field());
        return answer(problem, new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(NotFoundException missing) {
        return answer(ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, missing.getMessage()), new HttpHeaders());
    }

    // Tomcat decodes parameters on first access.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> undecodable(InvalidParameterException undecodable) {
        return answer(
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.BAD_REQUEST, "A parameter is not percent-encoded UTF-8; write a % as %25."),
                new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noModel(NoModelException starting) {
        return later(starting.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooManyLists(TooManyListsException busy, HttpServletResponse response) {
        removeHeadersOfSuccess(response);
        return later(busy.getMessage());
    }

    /** Loading needs the database, which recovers or is being repaired, so the client is asked to retry. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<ProblemDetail> databaseAway(RuntimeException failure, HttpServletRequest request) {
        log.warn(
                "{} {}: the database does not respond: {}",
                request.getMethod(),
                request.getRequestURI(),
                NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        return later("The database does not respond. Please try again.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(
            Exception failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            throw failure; // the client is gone
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        if (response.isCommitted()) {
            throw failure; // Tomcat then breaks the connection, because a truncated list must not look complete.
        }
        removeHeadersOfSuccess(response);
        return answer(
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "The service failed; its log has an entry with this request id."),
                new HttpHeaders());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException missing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        missing.getBody().setDetail(NOTHING_HERE);
        return super.handleNoResourceFoundException(missing, allowed(headers), status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException other,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        other.getBody().setDetail("This method is not supported here; use GET.");
        return super.handleHttpRequestMethodNotSupported(other, allowed(headers), status, request);
    }

    // Without this, the response to OPTIONS lists all methods of servlets, including POST.
    private static HttpHeaders allowed(HttpHeaders headers) {
        HttpHeaders allowed = new HttpHeaders(headers);
        allowed.set(HttpHeaders.ALLOW, ALLOWED_METHODS);
        return allowed;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException other, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        other.getBody()
                .setDetail(
                        "This path has none of the media types that the header Accept allows; omit the header or add */*.");
        return super.handleHttpMediaTypeNotAcceptable(other, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        missing.getBody().setProperty("field", missing.getParameterName());
        missing.getBody().setDetail("'%s' is missing; give it a value.".formatted(missing.getParameterName()));
        return super.handleMissingServletRequestParameter(missing, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem) {
            problem.setProperty(RequestIdValve.KEY, MDC.get(RequestIdValve.KEY));
        }
        HttpHeaders unkept = new HttpHeaders(headers);
        unkept.setCacheControl(CacheControl.noStore());
        return super.createResponseEntity(body, unkept, status, request);
    }

    private static void removeHeadersOfSuccess(HttpServletResponse response) {
        List.of(HttpHeaders.ETAG, HttpHeaders.AGE, HttpHeaders.LINK).forEach(name -> response.setHeader(name, null));
    }

    private static ResponseEntity<ProblemDetail> later(@Nullable String sentence) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_WORTH_A_TRY);
        return answer(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, sentence), headers);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, HttpHeaders headers) {
        problem.setProperty(RequestIdValve.KEY, MDC.get(RequestIdValve.KEY));
        return ResponseEntity.status(problem.getStatus())
                .cacheControl(CacheControl.noStore())
                .headers(headers)
                .body(problem);
    }
}

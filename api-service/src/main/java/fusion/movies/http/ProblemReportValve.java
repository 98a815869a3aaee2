package fusion.movies.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.res.StringManager;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers requests that Tomcat rejects before Spring sees them with a problem instead of an HTML page. Public, because
 * Tomcat instantiates it by name.
 */
public class ProblemReportValve extends ErrorReportValve {

    /** Distinguishes a request head that is too long from a malformed one; Tomcat answers 400 to both. */
    private static final Set<String> TOO_LONG = Set.of(
            StringManager.getManager("org.apache.coyote.http11").getString("iib.requestheadertoolarge.error"),
            StringManager.getManager("org.apache.tomcat.util.http")
                    .getString("headers.maxCountFail", TomcatConfiguration.MOST_HEADERS));

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            if (failure != null && TOO_LONG.contains(String.valueOf(failure.getMessage()))) {
                response.setStatus(isLineRead(request) ? 431 : 414);
            }
            if (response.getStatus() == Response.SC_METHOD_NOT_ALLOWED) {
                response.setHeader(HttpHeaders.ALLOW, ProblemDetailAdvice.ALLOWED_METHODS);
            }
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream()
                    .write(problem(response.getStatus(), request.getAttribute(RequestIdValve.KEY))
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException | IllegalStateException clientIsGone) {
            container.getLogger().debug("An error could not be reported", clientIsGone);
        }
    }

    private static boolean isLineRead(Request request) {
        return !request.getCoyoteRequest().requestURI().isNull();
    }

    private static String problem(int code, Object requestId) {
        HttpStatus status = HttpStatus.resolve(code);
        return """
                {"type":"about:blank","title":"%s","status":%d,"detail":"%s","requestId":"%s"}""".formatted(status == null ? "Error" : status.getReasonPhrase(), code, sentence(code), requestId);
    }

    private static String sentence(int code) {
        return switch (code) {
            case 400 ->
                "The request is not valid HTTP, or its path has characters that must be percent-encoded, or dot segments.";
            case 404 -> ProblemDetailAdvice.NOTHING_HERE;
            case 405, 501 -> "This method is not supported here; use GET.";
            case 414 -> "The request line is longer than 8 KiB; request less at once.";
            case 431 ->
                "The request line and headers together are longer than 8 KiB, or there are more than 100 headers.";
            default ->
                code < 500
                        ? "The request was refused."
                        : "The service failed; its log has an entry with this request id.";
        };
    }
}

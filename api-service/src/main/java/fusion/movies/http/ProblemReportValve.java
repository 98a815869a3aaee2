package fusion.movies.http;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** What Tomcat refuses before Spring sees it is answered as a problem too, not as an HTML page. Public, since Tomcat makes it by its name. */
public class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding("UTF-8");
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(problem(response.getStatus(), request.getAttribute(RequestIdValve.KEY)));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException clientIsGone) {
            container.getLogger().debug("An error could not be reported", clientIsGone);
        }
    }

    private static String problem(int code, Object requestId) {
        var status = HttpStatus.resolve(code);
        return """
                {"type":"about:blank","title":"%s","status":%d,"detail":"%s","requestId":"%s"}""".formatted(status == null ? "Error" : status.getReasonPhrase(), code, sentence(code), requestId);
    }

    private static String sentence(int code) {
        return switch (code) {
            case 400 -> "The request is no valid HTTP, or its path holds characters that must be percent-encoded.";
            case 404 -> "There is nothing at this path; /openapi.yaml lists what there is.";
            case 405, 501 -> "This method is not offered here; films are read with GET.";
            case 414, 431 -> "The request line and headers together are longer than 8 KiB.";
            default ->
                code < 500
                        ? "The request was refused."
                        : "The service failed; its log has a line with this request id.";
        };
    }
}

package fusion.movies.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Normalizes a path before anything reads it: a semicolon is a character like any other (11 titles have one), not the
 * start of path parameters; and a segment of dots, which Tomcat resolves but Spring does not, is refused.
 */
class PathValve extends ValveBase {

    private static final Pattern DOT_SEGMENT = Pattern.compile("/(\\.|%2[Ee]){1,2}(/|$)");

    PathValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String path = request.getRequestURI();
        if (path != null && DOT_SEGMENT.matcher(path).find()) {
            response.sendError(Response.SC_BAD_REQUEST);
            return;
        }
        if (path != null && path.indexOf(';') >= 0) {
            request.getCoyoteRequest().requestURI().setString(path.replace(";", "%3B"));
        }
        getNext().invoke(request, response);
    }
}

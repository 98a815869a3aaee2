package fusion.movies.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.MDC;

/** Assigns each request an id for its response and its log lines. A valve, so that responses of Tomcat itself have one too. */
class RequestIdValve extends ValveBase {

    static final String HEADER = "X-Request-Id";
    static final String KEY = "requestId";

    // The caller's id is logged, so it must not be able to inject lines.
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    RequestIdValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String id = idOf(request);
        response.setHeader(HEADER, id);
        request.setAttribute(KEY, id);
        MDC.put(KEY, id);
        try {
            getNext().invoke(request, response);
        } finally {
            MDC.remove(KEY);
        }
    }

    private static String idOf(Request request) {
        String sent = request.getHeader(HEADER);
        return sent != null && HARMLESS.matcher(sent).matches()
                ? sent
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}

package fusion.movies.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/** A whole answer as it goes over the wire, compressed if its client takes that. */
record Answer(byte[] body, String contentType, boolean gzipped, String route) {

    /** What an answer costs beside its body: its key, the entry, the objects' headers. */
    private static final int OVERHEAD = 400;

    Answer of(String route) {
        return new Answer(body, contentType, gzipped, route);
    }

    int weight() {
        return body.length + OVERHEAD;
    }

    void send(HttpServletResponse response) throws IOException {
        response.setContentType(contentType);
        if (gzipped) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

package fusion.movies.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/** An answer as it goes over the wire, compressed if its client takes that. */
record WholeAnswer(byte[] body, String contentType, boolean gzipped) implements Answer {

    @Override
    public void send(HttpServletResponse response) throws IOException {
        response.setContentType(contentType);
        if (gzipped) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

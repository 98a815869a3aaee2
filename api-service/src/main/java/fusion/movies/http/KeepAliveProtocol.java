package fusion.movies.http;

import org.apache.catalina.connector.Response;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.springframework.http.HttpStatus;

/**
 * Keeps the connection after a 400 that the service itself answered. Tomcat closes it after each 400, as is right behind malformed
 * HTTP only; a misspelt parameter would cost every client a connection.
 *
 * <p>Tomcat decides this by the status while it prepares the head of the answer, then asks {@link #useCompression}, and
 * then writes the status: in between, 422 becomes 400. Public, since Tomcat makes it by its name.
 */
public class KeepAliveProtocol extends Http11NioProtocol {

    private static final String KEPT = KeepAliveProtocol.class.getName();

    /** To be called before the answer is sent. */
    static void keepConnection(Response response) {
        if (response.getStatus() == HttpStatus.BAD_REQUEST.value() && !response.isCommitted()) {
            response.getRequest().getCoyoteRequest().setAttribute(KEPT, true);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
    }

    @Override
    public boolean useCompression(Request request, org.apache.coyote.Response response) {
        if (request.getAttribute(KEPT) != null) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        }
        return super.useCompression(request, response);
    }
}

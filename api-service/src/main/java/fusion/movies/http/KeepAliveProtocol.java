package fusion.movies.http;

import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Writes the status that {@link KeepAliveValve} stands another in for. Tomcat asks for compression while it prepares the head of an
 * answer: behind its decision on the connection, before it writes the status. Public, since Tomcat makes it by its name.
 */
public class KeepAliveProtocol extends Http11NioProtocol {

    @Override
    public boolean useCompression(Request request, Response response) {
        KeepAliveValve.restoreStatus(response);
        return super.useCompression(request, response);
    }
}

package fusion.movies.http;

import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Restores the status that {@link KeepAliveValve} replaced. Tomcat checks for compression while it prepares the
 * response head, after its decision about the connection and before it writes the status. Public, because Tomcat
 * instantiates it by name.
 */
public class KeepAliveProtocol extends Http11NioProtocol {

    @Override
    public boolean useCompression(Request request, Response response) {
        KeepAliveValve.restoreStatus(response);
        return super.useCompression(request, response);
    }
}

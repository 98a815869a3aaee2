package fusion.movies.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Tells {@link KeepAliveProtocol} which refusals are the service's own. */
class KeepAliveValve extends ValveBase {

    KeepAliveValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        KeepAliveProtocol.keepConnection(response);
    }
}

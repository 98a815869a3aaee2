package fusion.movies.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Keeps the connection after a 400 from the service itself. Tomcat closes it after each 400, which is only necessary
 * after malformed HTTP: a misspelt parameter would cost its client a connection. Tomcat decides by the status alone, so
 * the response has another status until the moment it is written ({@link KeepAliveProtocol}).
 */
class KeepAliveValve extends ValveBase {

    /** Not used for anything else here. */
    private static final int STAND_IN = 422;

    KeepAliveValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        boolean isRefusedByTomcat = response.isError();
        getNext().invoke(request, response);
        if (!isRefusedByTomcat && response.getStatus() == Response.SC_BAD_REQUEST && !response.isCommitted()) {
            response.setStatus(STAND_IN);
            response.finishResponse();
            response.getCoyoteResponse().setStatus(STAND_IN);
        }
    }

    static void restoreStatus(org.apache.coyote.Response response) {
        if (response.getStatus() == STAND_IN) {
            response.setStatus(Response.SC_BAD_REQUEST);
        }
    }
}

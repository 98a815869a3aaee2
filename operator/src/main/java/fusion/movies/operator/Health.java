package fusion.movies.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.javaoperatorsdk.operator.Operator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** {@code /healthz}: the process runs. {@code /readyz}: it watches the cluster, or waits to be the leader. */
final class Health {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private Health() {}

    /**
     * @param port 0 for none
     */
    static void serve(Operator operator, int port) throws IOException {
        if (port == 0) {
            return;
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/healthz", exchange -> answer(exchange, true));
        server.createContext("/readyz", exchange -> answer(exchange, isReady(operator)));
        server.start();
    }

    private static boolean isReady(Operator operator) {
        return !operator.getRuntimeInfo().isStarted()
                || operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    private static void answer(HttpExchange exchange, boolean good) throws IOException {
        byte[] body = (good ? "ok\n" : "not watching the cluster\n").getBytes(StandardCharsets.US_ASCII);
        try (exchange) {
            exchange.sendResponseHeaders(good ? OK : UNAVAILABLE, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}

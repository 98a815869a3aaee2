package fusion.movies.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.javaoperatorsdk.operator.Operator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code /healthz}: the process runs. {@code /readyz}: it watches the cluster, or waits to become the leader. {@code /metrics}:
 * in Prometheus' format.
 */
final class Health {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private Health() {}

    /**
     * @param port 0: no server
     */
    static void serve(BooleanSupplier isReady, Supplier<String> metrics, int port) throws IOException {
        if (port == 0) {
            return;
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/healthz", exchange -> answer(exchange, OK, "ok\n"));
        server.createContext("/readyz", exchange -> {
            boolean ready = isReady.getAsBoolean();
            answer(exchange, ready ? OK : UNAVAILABLE, ready ? "ok\n" : "not watching the cluster\n");
        });
        server.createContext("/metrics", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", METRICS);
            answer(exchange, OK, metrics.get());
        });
        server.start();
    }

    static boolean isReady(Operator operator) {
        return !operator.getRuntimeInfo().isStarted()
                || operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}

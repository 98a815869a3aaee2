package fusion.movies.operator.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fault injection: requests of the operator for one kind in one namespace fail with a chosen error instead of
 * reaching the API server.
 */
public final class Faults implements Interceptor, AutoCloseable {

    /**
     * A kind of request of the operator.
     *
     * @param verb HTTP verb; PATCH is a server-side apply
     * @param resource plural, with the subresource, such as {@code moviesstacks/status}
     */
    public record Call(String verb, String resource) implements Comparable<Call> {

        @Override
        public int compareTo(Call other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return verb + " " + resource;
        }
    }

    /** How a call fails. */
    public enum Fault {
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        INVALID(422),
        SERVER_ERROR(500),
        /** No response: the connection is refused. */
        CONNECTION(0),
        /** The client throws an unexpected exception. */
        UNEXPECTED(-1);

        private final int code;

        Fault(int code) {
            this.code = code;
        }
    }

    /** With an object's name or, as for a list, without. */
    private static final Pattern PATH =
            Pattern.compile("/apis?(?:/[^/]+){1,2}?(?:/namespaces/([^/]+))?/([a-z]+)(?:/[^/]+(/[a-z]+)?)?");

    /** Cluster-scoped kinds. */
    private static final Set<String> OF_CLUSTER = Set.of("ingressclasses", "storageclasses");

    private static final String CLUSTER = "";

    private record Place(String namespace, Call call) {

        static Place of(TestStack stack, Call call) {
            return new Place(areOfCluster(call) ? CLUSTER : stack.namespace(), call);
        }
    }

    private final HttpServer server;
    private final Map<Place, Fault> faults = new ConcurrentHashMap<>();
    private final Set<Place> seen = ConcurrentHashMap.newKeySet();
    private final Set<Place> hit = ConcurrentHashMap.newKeySet();

    Faults() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", Faults::answer);
        server.start();
    }

    public void set(TestStack stack, Call call, Fault fault) {
        faults.put(Place.of(stack, call), fault);
    }

    public void clear(TestStack stack, Call call) {
        faults.remove(Place.of(stack, call));
    }

    /** Including those of cluster-scoped kinds. */
    void clear(TestStack stack) {
        faults.keySet().removeIf(place -> place.equals(Place.of(stack, place.call())));
    }

    /** Whether a fault of this call affects all stacks. */
    public static boolean areOfCluster(Call call) {
        return OF_CLUSTER.contains(call.resource());
    }

    public boolean wasHit(TestStack stack, Call call) {
        return hit.contains(Place.of(stack, call));
    }

    /** All requests of the operator in the stack's namespace so far. */
    public Set<Call> seen(TestStack stack) {
        Set<Call> calls = new TreeSet<>();
        seen.stream()
                .filter(place -> place.equals(Place.of(stack, place.call())))
                .forEach(place -> calls.add(place.call()));
        return calls;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        Matcher path = PATH.matcher(request.uri().getPath());
        if (!path.matches()) {
            return;
        }
        String subresource = path.group(3) == null ? "" : path.group(3);
        String namespace = path.group(1) == null ? CLUSTER : path.group(1);
        Place place = new Place(namespace, new Call(request.method(), path.group(2) + subresource));
        seen.add(place);
        Fault fault = faults.get(place);
        if (fault == null) {
            return;
        }
        hit.add(place);
        switch (fault) {
            case UNEXPECTED -> throw new IllegalStateException("thrown by a test");
            case CONNECTION -> builder.uri(URI.create("http://127.0.0.1:1/"));
            default ->
                builder.uri(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + fault.code));
        }
    }

    /** In the API server's format. */
    private static void answer(HttpExchange exchange) throws IOException {
        int code = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
        byte[] status = """
                {"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "refused by a test", "code": %d}
                """.formatted(code).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(code, status.length);
            exchange.getResponseBody().write(status);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import fusion.movies.load.Download.Patience;
import fusion.movies.load.LoadException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {

    private static final byte[] FILMS = "films".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    private static final Patience SHORT = new Patience(3, Duration.ofMillis(1), Duration.ofMillis(300));

    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void aServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        testIsOver.countDown();
        server.stop(0);
    }

    @Test
    void aFileIsFetchedThroughARedirectAndGoesWhenItIsClosed() throws IOException {
        serve("/old", exchange -> {
            exchange.getResponseHeaders().add("Location", "/films");
            exchange.sendResponseHeaders(302, -1);
        });
        serve("/films", exchange -> send(exchange, FILMS));

        try (Source source = download("/old").fetch()) {
            assertThat(read(source)).isEqualTo(FILMS);
        }
    }

    @Test
    void aTransferThatBreaksIsTakenUpWhereItBroke() throws IOException {
        serve("/films", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(String.valueOf(range));
            exchange.getResponseHeaders().add("ETag", "\"v1\"");
            if (range == null) {
                breakOffAfter(exchange, 200_000);
                return;
            }
            int from = Integer.parseInt(range.replaceAll("\\D", ""));
            assertThat(exchange.getRequestHeaders().getFirst("If-Range")).isEqualTo("\"v1\"");
            byte[] rest = Arrays.copyOfRange(FILMS, from, FILMS.length);
            exchange.sendResponseHeaders(206, rest.length);
            exchange.getResponseBody().write(rest);
        });

        try (Source source = download("/films").fetch()) {
            assertThat(read(source)).isEqualTo(FILMS);
        }
        assertThat(ranges).first().isEqualTo("null");
        assertThat(ranges).element(1).asString().matches("bytes=[1-9]\\d*-");
    }

    @Test
    void aFileThatChangedMeanwhileIsFetchedFromItsBeginning() throws IOException {
        serve("/films", exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"v" + ranges.size() + "\"");
            ranges.add("asked");
            if (ranges.size() == 1) {
                breakOffAfter(exchange, 200_000);
            } else {
                send(exchange, "new".getBytes(StandardCharsets.UTF_8));
            }
        });

        try (Source source = download("/films").fetch()) {
            assertThat(read(source)).asString().isEqualTo("new");
        }
    }

    @Test
    void aBusyServerIsAskedAgain() throws IOException {
        serve("/films", exchange -> {
            ranges.add("asked");
            if (ranges.size() < 3) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                send(exchange, FILMS);
            }
        });

        try (Source source = download("/films").fetch()) {
            assertThat(read(source)).isEqualTo(FILMS);
        }
    }

    @Test
    void aServerThatFailsEachTimeIsGivenUp() {
        serve("/films", exchange -> exchange.sendResponseHeaders(500, -1));

        assertThatThrownBy(() -> download("/films").fetch())
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SourceUnreachable))
                .hasMessageEndingWith("could not be fetched in 3 attempts: it answered 500.");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void whatAnotherTryWouldNotMendIsToldAtOnce(int status) {
        serve("/films", exchange -> {
            ranges.add("asked");
            exchange.sendResponseHeaders(status, -1);
        });

        assertThatThrownBy(() -> download("/films").fetch())
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SourceNotFound))
                .hasMessageContaining("/films answered " + status);
        assertThat(ranges).hasSize(1);
    }

    @Test
    void aLoopOfRedirectsEnds() {
        serve("/loop", exchange -> {
            exchange.getResponseHeaders().add("Location", "/loop");
            exchange.sendResponseHeaders(302, -1);
        });

        assertThatThrownBy(() -> download("/loop").fetch())
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SourceUnreachable));
    }

    @Test
    void aServerThatStopsSendingIsGivenUp() {
        serve("/films", exchange -> {
            exchange.sendResponseHeaders(200, FILMS.length);
            exchange.getResponseBody().write(FILMS, 0, 100);
            exchange.getResponseBody().flush();
            awaitTheEnd();
        });

        assertThatThrownBy(() -> download("/films").fetch())
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SourceUnreachable));
    }

    @Test
    void aUrlThatNeverEndsIsRefusedAtTheLimit() {
        serve("/films", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(FILMS);
            }
        });

        assertThatThrownBy(() -> new Download(uri("/films"), 2_000_000, SHORT).fetch())
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SourceTooLarge))
                .hasMessageContaining("larger than 2000000 bytes; raise seed.maxBytes");
    }

    @Test
    void noMessageShowsWhatMayBeSecretInAUrl() {
        serve("/films", exchange -> exchange.sendResponseHeaders(404, -1));
        URI uri = URI.create(
                "http://user:password@localhost:" + server.getAddress().getPort() + "/films?token=secret");

        assertThatThrownBy(() -> new Download(uri, 1000, SHORT).fetch())
                .hasMessageContaining("/films")
                .hasMessageNotContainingAny("password", "token", "secret");
    }

    private Download download(String path) {
        return new Download(uri(path), 1_000_000_000, SHORT);
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void breakOffAfter(HttpExchange exchange, int bytes) throws IOException {
        exchange.sendResponseHeaders(200, FILMS.length);
        exchange.getResponseBody().write(FILMS, 0, bytes);
        exchange.getResponseBody().flush();
        throw new IOException("broken off, as the test wants it");
    }

    private void awaitTheEnd() {
        try {
            testIsOver.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] read(Source source) throws IOException {
        try (InputStream in = source.open()) {
            return in.readAllBytes();
        }
    }
}

package fusion.movies.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.Client;
import fusion.movies.Service;
import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many clients read a long compressed list, which takes all CPU that the service has. */
@Tag("slow")
class LongListsUnderReadersTest {

    private static final int READERS = 8 * Runtime.getRuntime().availableProcessors();

    /** The kubelet's, as the operator sets it. */
    private static final Duration LIMIT_OF_A_PROBE = Duration.ofSeconds(3);

    private final TestDatabase database = TestFilms.hardToFind();

    @Test
    void probesAndShortRequestsAreAnsweredMeanwhile() throws Exception {
        addLongList();
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<?>> readers = new ArrayList<>();
        CountDownLatch reading = new CountDownLatch(READERS);
        try (Service service = Service.start(database);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            Client management = service.management().awaitReady();
            try {
                for (int reader = 0; reader < READERS; reader++) {
                    readers.add(threads.submit(() -> {
                        Client client = new Client(service.port());
                        while (!stop.get()) {
                            assertThat(client.bytes("/year/3000", "Accept-Encoding", "gzip")
                                            .statusCode())
                                    .isEqualTo(200);
                            reading.countDown();
                        }
                    }));
                }
                assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
                for (int probe = 0; probe < 20; probe++) {
                    assertAnswers(management.uri("/actuator/health/readiness"));
                    assertAnswers(management.uri("/actuator/health/liveness"));
                    assertAnswers(service.api().uri("/title/amelie"));
                }
            } finally {
                stop.set(true);
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
    }

    @Test
    void aListBeyondTheMostIsRefusedUntilOneHasBeenRead() throws Exception {
        addLongList();
        try (Service service = Service.start(database);
                SlowReaders slow = new SlowReaders()) {
            service.management().awaitReady();
            for (int reader = 0; reader < 64; reader++) {
                slow.add(service.port());
            }

            HttpResponse<String> refused = service.api().get("/year/3000");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.headers().firstValue("ETag")).isEmpty();
            assertThat(refused.headers().firstValue("Age")).isEmpty();
            assertThat(refused.headers().firstValue("X-Request-Id")).isPresent();
            assertThat(refused.body()).contains("64 clients are reading long lists");
            assertThat(service.api().get("/title/amelie").statusCode()).isEqualTo(200);

            slow.removeOne();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> service.api().get("/year/3000").statusCode() == 200);
        }
    }

    private static void assertAnswers(URI uri) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(LIMIT_OF_A_PROBE).build();
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }

    private void addLongList() {
        JdbcClient.create(database.dataSource()).sql("""
                        INSERT INTO movies (id, title, year, extract)
                        SELECT n, 'Long List', 3000, (SELECT string_agg(md5(n || '-' || part), '') FROM generate_series(1, 100) part)
                        FROM generate_series(1, 4000) n
                        """).update();
    }

    /** Clients that begin to read a list. It is longer than what the buffers between service and client hold. */
    private static final class SlowReaders implements AutoCloseable {

        private final List<Socket> sockets = new ArrayList<>();

        void add(int port) throws IOException {
            Socket socket = new Socket();
            sockets.add(socket);
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("localhost", port));
            socket.getOutputStream().write("GET /year/3000 HTTP/1.1\r\nHost: movies\r\n\r\n".getBytes(US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }

        void removeOne() throws IOException {
            sockets.removeFirst().close();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}

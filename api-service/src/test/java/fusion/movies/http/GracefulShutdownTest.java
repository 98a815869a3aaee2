package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.Client;
import fusion.movies.Service;
import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The service ends under load, as when its pod is deleted. No server can prevent a request from arriving on a connection at the moment
 * when it closes it; therefore a pod leaves its Service some seconds before it ends.
 */
@Tag("slow")
class GracefulShutdownTest {

    private static final int MOVIES = 2_000;

    private final TestDatabase database = TestFilms.hardToFind();

    @Test
    void aResponseInProgressIsCompleted() throws IOException {
        JdbcClient.create(database.dataSource())
                .sql("INSERT INTO movies (id, title, year, extract)"
                        + " SELECT n, 'Long List', 3000, repeat('x', 30000) FROM generate_series(1, %d) AS n"
                                .formatted(MOVIES))
                .update();
        Service service = Service.start(database);
        int port = service.port();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        service.management().get("/actuator/health/readiness").statusCode() == 200);
        // More than the buffers in between hold, so that the service waits for its client.
        try (InputStream list = new Client(port).stream("/year/3000")) {
            byte[] begun = list.readNBytes(1_000);

            CompletableFuture<Void> end = CompletableFuture.runAsync(service::close);
            await().until(() -> refusesConnections(port));

            String rest = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(new String(begun, StandardCharsets.UTF_8)).startsWith("[{");
            assertThat(rest).endsWith("}]");
            assertThat(rest.split("Long List", -1)).hasSizeBetween(MOVIES - 1, MOVIES + 1);
            end.join();
        }
    }

    private static boolean refusesConnections(int port) {
        try (Socket socket = new Socket("localhost", port)) {
            return !socket.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }
}

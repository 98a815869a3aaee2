package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.Client;
import fusion.movies.MoviesApplication;
import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import java.io.IOException;
import java.net.Socket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The service ends, as when its pod is deleted, while it is being asked. That a request reaches a connection in the very moment in
 * which it is closed no server can prevent: a pod therefore leaves its Service some seconds before it ends.
 */
class GracefulShutdownTest {

    private static final TestDatabase DATABASE = TestFilms.hardToFind();

    private final ConfigurableApplicationContext service = start();
    private final int port =
            ((WebServerApplicationContext) service).getWebServer().getPort();

    @Test
    void whatWasAskedBeforeIsAnsweredWhateverItTakes() throws SQLException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var administrator = DATABASE.dataSource().getConnection();
                var statement = administrator.createStatement()) {
            administrator.setAutoCommit(false);
            statement.execute("LOCK TABLE movies IN ACCESS EXCLUSIVE MODE");
            var answers = IntStream.range(0, 5)
                    .mapToObj(i -> threads.submit(() -> new Client(port).get("/year/1993")))
                    .toList();
            await().until(GracefulShutdownTest::waitingForLocks, waiting -> waiting == answers.size());

            var end = CompletableFuture.runAsync(service::close, threads);
            await().until(this::refusesConnections);
            administrator.rollback();

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.get().body())
                            .contains("Philadelphia")
                            .endsWith("]"));
            end.join();
        }
    }

    private static ConfigurableApplicationContext start() {
        var properties = new ArrayList<String>(List.of("--server.port=0", "--management.server.port=-1"));
        DATABASE.register((name, value) -> properties.add("--" + name + "=" + value.get()));
        return new SpringApplicationBuilder(MoviesApplication.class).run(properties.toArray(String[]::new));
    }

    private boolean refusesConnections() {
        try (var socket = new Socket("localhost", port)) {
            return !socket.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }

    private static int waitingForLocks() {
        return JdbcClient.create(DATABASE.dataSource())
                .sql(
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
                .query(Integer.class)
                .single();
    }
}

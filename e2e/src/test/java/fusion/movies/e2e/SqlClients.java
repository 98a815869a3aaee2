package fusion.movies.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients of a stack's database: readers as the API's user, and one writer that counts the rows whose commit was
 * acknowledged. A client whose node does not respond goes on to the next one, as a pool does; it fails when none has
 * responded for a minute.
 */
final class SqlClients implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SQL_PORT = 26257;

    private final Stack stack;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    private SqlClients(Stack stack) {
        this.stack = stack;
    }

    static SqlClients start(Stack stack, int readers) {
        SqlClients clients = new SqlClients(stack);
        for (int reader = 0; reader < readers; reader++) {
            int first = reader;
            clients.threads.execute(() -> clients.loop("read", "login", first, clients::readOne));
        }
        clients.threads.execute(() -> clients.loop("written", "loader", 0, clients::writeOne));
        return clients;
    }

    private interface Request {
        void on(Connection connection) throws SQLException;
    }

    private void loop(String what, String login, int first, Request request) {
        int node = first;
        while (!stopped) {
            Instant end = Instant.now().plus(PATIENCE);
            boolean told = false;
            while (!stopped) {
                try (LocalPortForward port = forwarded(node++);
                        Connection connection = connect(port, login)) {
                    while (!stopped) {
                        request.on(connection);
                        end = Instant.now().plus(PATIENCE);
                        told = false;
                        Thread.sleep(20);
                    }
                } catch (SQLException | IOException | KubernetesClientException | IllegalStateException e) {
                    if (!told && Instant.now().isAfter(end)) {
                        told = true;
                        failures.add("nothing was " + what + " for a minute: " + e.getMessage());
                    }
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    private void readOne(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM movies WHERE id >= 0")) {
            row.next();
            read.incrementAndGet();
        }
    }

    /**
     * Retries the same row until it is acknowledged, because after a broken connection it is unknown whether it was
     * written.
     */
    private void writeOne(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO movies (id, title) VALUES (%d, 'written while the cluster changed') ON CONFLICT DO NOTHING"
                            .formatted(-1 - written.get()));
            written.incrementAndGet();
        }
    }

    private LocalPortForward forwarded(int node) {
        List<String> running = StackObjects.of(stack, Pod.class).stream()
                .filter(pod -> pod.getStatus() != null
                        && "Running".equals(pod.getStatus().getPhase()))
                .map(pod -> pod.getMetadata().getName())
                .filter(name -> name.matches(stack.name() + "-db-\\d"))
                .sorted()
                .toList();
        if (running.isEmpty()) {
            throw new IllegalStateException("no node runs");
        }
        return stack.namespace()
                .client()
                .pods()
                .inNamespace(stack.namespace().name())
                .withName(running.get(node % running.size()))
                .portForward(SQL_PORT);
    }

    private Connection connect(LocalPortForward port, String login) throws SQLException {
        Properties properties = new Properties();
        String secret = stack.name() + "-db-" + login;
        properties.setProperty("user", stack.namespace().secretValue(secret, "db_user"));
        properties.setProperty("password", stack.namespace().secretValue(secret, "db_password"));
        properties.setProperty("sslmode", "require");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port.getLocalPort() + "/movies", properties);
    }

    long read() {
        return read.get();
    }

    /** Rows whose commit was acknowledged. */
    long written() {
        return written.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Acknowledged rows that are missing. Call this after the clients have stopped. */
    long lost(Sql root) {
        return written() - root.number("SELECT count(*) FROM movies WHERE id BETWEEN %d AND -1".formatted(-written()));
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
        threads.close();
    }
}

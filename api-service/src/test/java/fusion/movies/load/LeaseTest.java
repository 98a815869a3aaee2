package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** As the API's user, who may only read and add movies. */
class LeaseTest {

    private final TestDatabase database = TestDatabase.create();
    private final Transactions transactions = new Transactions(database.asApi(), Duration.ofSeconds(10));
    private final JdbcClient sql = JdbcClient.create(database.dataSource());

    @Test
    void oneHolderHasItUntilItsRelease() {
        Lease held = acquire(Duration.ofMinutes(1)).orElseThrow();

        assertThat(acquire(Duration.ofMinutes(1))).isEmpty();

        held.close();
        assertThat(acquire(Duration.ofMinutes(1)))
                .hasValueSatisfying(next -> assertThat(next.wasLeftBehind()).isFalse());
    }

    /** On CockroachDB a reader of a row waits for uncommitted writes to it. */
    @Test
    void itsHolderHasNoOpenTransaction() {
        try (Lease _ = acquire(Duration.ofSeconds(3)).orElseThrow()) {
            sql.sql("SELECT holder FROM movies_lease WHERE name = 'test' FOR UPDATE NOWAIT")
                    .query()
                    .singleRow();
        }
    }

    @Test
    void anUnrenewedLeaseExpiresAndTheNextHolderKnows() {
        sql.sql(
                        "INSERT INTO movies_lease (name, holder, expires_at) VALUES ('test', 'dead', now() + INTERVAL '50 milliseconds')")
                .update();

        Lease next = await().atMost(Duration.ofSeconds(10))
                .until(() -> acquire(Duration.ofMinutes(1)), Optional::isPresent)
                .orElseThrow();

        assertThat(next.wasLeftBehind()).isTrue();
        next.close();
    }

    @Test
    void itIsRenewedWhileItIsHeld() {
        try (Lease _ = acquire(Duration.ofSeconds(3)).orElseThrow()) {
            String first = expiry();
            await().atMost(Duration.ofSeconds(20)).until(() -> !expiry().equals(first));
            assertThat(acquire(Duration.ofSeconds(3))).isEmpty();
        }
    }

    @Test
    void anErrorDoesNotEndTheRenewals() {
        AtomicBoolean isBroken = new AtomicBoolean();
        DataSource breaking = new DelegatingDataSource(database.asApi()) {
            @Override
            public Connection getConnection() throws SQLException {
                if (isBroken.getAndSet(false)) {
                    throw new LinkageError("broken driver");
                }
                return super.getConnection();
            }
        };
        try (Lease _ = Lease.acquire(new Transactions(breaking, Duration.ofSeconds(10)), "test", Duration.ofSeconds(3))
                .orElseThrow()) {
            String first = expiry();
            isBroken.set(true);

            await().atMost(Duration.ofSeconds(20)).until(() -> !expiry().equals(first));
            assertThat(isBroken).isFalse();
        }
    }

    @Test
    void ofManyConcurrentRequestsOneGetsIt() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<Callable<Optional<Lease>>> asking = IntStream.range(0, 8)
                    .<Callable<Optional<Lease>>>mapToObj(one -> () -> acquire(Duration.ofMinutes(1)))
                    .toList();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Lease> held = threads.invokeAll(asking).stream()
                        .map(Future::resultNow)
                        .flatMap(Optional::stream)
                        .toList();
                assertThat(held).hasSize(1);
                held.getFirst().close();
            }
        }
    }

    private Optional<Lease> acquire(Duration length) {
        return Lease.acquire(transactions, "test", length);
    }

    private String expiry() {
        return sql.sql("SELECT expires_at::text FROM movies_lease")
                .query(String.class)
                .single();
    }
}

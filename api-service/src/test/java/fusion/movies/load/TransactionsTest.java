package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fusion.movies.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionsTest {

    private final TestDatabase database = TestDatabase.create();
    private final Transactions transactions = new Transactions(database.dataSource(), Duration.ofSeconds(10));

    /** Errors observed on CockroachDB nodes that stop, or whose ranges have no majority. */
    @ParameterizedTest
    @ValueSource(strings = {"40001", "57P01", "57014", "58C00", "58C01", "XXUUU", "08004", "08006", "53300"})
    void transientErrorsAreRetried(String state) {
        AtomicInteger attempts = new AtomicInteger();

        transactions.run(_ -> {
            if (attempts.incrementAndGet() < 3) {
                throw new SQLException("The server does not support SSL.", state);
            }
        });

        assertThat(attempts).hasValue(3);
    }

    @Test
    void refusedStatementsAreNotRetried() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatExceptionOfType(LoadException.class)
                .isThrownBy(() -> transactions.run(_ -> {
                    attempts.incrementAndGet();
                    throw new SQLException("permission denied", "42501");
                }));

        assertThat(attempts).hasValue(1);
    }
}

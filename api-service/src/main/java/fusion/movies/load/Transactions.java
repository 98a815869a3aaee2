package fusion.movies.load;

import static fusion.movies.load.LoadException.Reason.DatabaseRefused;
import static fusion.movies.load.LoadException.Reason.DatabaseUnavailable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs transactions, and retries them on serialization failures and outages. A transaction must be idempotent: if the
 * connection breaks during commit, it is unknown whether it was committed.
 */
final class Transactions {

    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    /**
     * Classes of SQL states, and states: connection lost, transaction rolled back, server starting or stopping, too many
     * connections; of CockroachDB's nodes that stop or lose their majority also a cancelled statement, a range that is
     * unavailable, and an unknown error of its transport.
     */
    private static final List<String> PASSING = List.of("08", "40", "53", "57P", "57014", "58C00", "58C01", "XXUUU");

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    interface Task {
        void in(Connection connection) throws SQLException;
    }

    private final DataSource database;
    private final Duration patience;

    /** @param patience how long the database may be unavailable */
    Transactions(DataSource database, Duration patience) {
        this.database = database;
        this.patience = patience;
    }

    void run(Task task) {
        call(connection -> {
            task.in(connection);
            return task;
        });
    }

    <T> T call(Work<T> work) {
        Instant end = Instant.now().plus(patience);
        Duration pause = Duration.ofMillis(50);
        while (true) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (!isPassing(e)) {
                    throw new LoadException(
                            DatabaseRefused, "The database refused a statement of the load: " + rootCause(e) + ".", e);
                }
                if (Instant.now().isAfter(end)) {
                    throw new LoadException(
                            DatabaseUnavailable,
                            "The database was unavailable for " + patience.toSeconds() + " s: " + rootCause(e) + ".",
                            e);
                }
                log.info("Trying again in {} ms: {}", pause.toMillis(), rootCause(e));
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e); // the connection is lost, and the transaction with it
        }
    }

    /** Whether a retry may succeed. */
    static boolean isPassing(SQLException e) {
        return e instanceof SQLTransientConnectionException
                || (e.getSQLState() != null && PASSING.stream().anyMatch(e.getSQLState()::startsWith));
    }

    /** A pool only says that it has no connection; the reason is in a nested cause. */
    private static String rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() instanceof SQLException) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException(
                    DatabaseUnavailable, "Loading was interrupted while it waited for the database.", e);
        }
    }
}

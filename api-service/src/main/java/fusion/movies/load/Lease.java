package fusion.movies.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock that one replica holds at a time: a row with a holder and an expiry, acquired by compare-and-set and renewed while it is held. Every
 * statement commits at once, so that no reader waits for an uncommitted row; the lease of a dead replica expires. Only the database's clock counts.
 *
 * <p>A holder that loses the database for longer than the lease lasts may be overtaken, so the guarded work must be safe to run twice concurrently.
 */
final class Lease implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Lease.class);

    private static final String NO_HOLDER = "";
    private static final String EXPIRY = "now() + CAST(? AS BIGINT) * INTERVAL '1 millisecond'";

    private final Transactions transactions;
    private final String name;
    private final Duration length;
    private final String holder = UUID.randomUUID().toString();
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("lease").daemon().factory());
    private boolean wasLeftBehind;

    private Lease(Transactions transactions, String name, Duration length) {
        this.transactions = transactions;
        this.name = name;
        this.length = length;
    }

    /** Empty while another holder has it. */
    static Optional<Lease> acquire(Transactions transactions, String name, Duration length) {
        Lease lease = new Lease(transactions, name, length);
        if (!transactions.call(lease::isTaken)) {
            lease.renewal.shutdown();
            return Optional.empty();
        }
        long third = length.toMillis() / 3;
        ScheduledFuture<?> _ = lease.renewal.scheduleWithFixedDelay(lease::renew, third, third, TimeUnit.MILLISECONDS);
        return Optional.of(lease);
    }

    /** Whether its last holder never released it: its work may be incomplete. */
    boolean wasLeftBehind() {
        return wasLeftBehind;
    }

    @Override
    public void close() {
        renewal.shutdownNow();
        renewal.close();
        try {
            transactions.run(connection -> update(connection, NO_HOLDER, Duration.ZERO, holder));
        } catch (LoadException e) {
            log.warn("The lease '{}' cannot be released and will expire: {}", name, e.getMessage());
        }
    }

    private boolean isTaken(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT holder, expires_at > now() FROM movies_lease WHERE name = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return insert(connection);
                }
                String last = row.getString(1);
                boolean isValid = row.getBoolean(2);
                if (last.equals(holder)) {
                    return true; // by an attempt whose commit was not acknowledged
                }
                if (isValid) {
                    return false;
                }
                wasLeftBehind = !last.equals(NO_HOLDER);
                return update(connection, holder, length, last);
            }
        }
    }

    private boolean insert(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO movies_lease (name, holder, expires_at)" + " VALUES (?, ?, "
                        + EXPIRY + ") ON CONFLICT (name) DO NOTHING")) {
            insert.setString(1, name);
            insert.setString(2, holder);
            insert.setLong(3, length.toMillis());
            return insert.executeUpdate() == 1;
        }
    }

    private boolean update(Connection connection, String next, Duration valid, String last) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE movies_lease SET holder = ?, expires_at = " + EXPIRY + " WHERE name = ? AND holder = ?")) {
            update.setString(1, next);
            update.setLong(2, valid.toMillis());
            update.setString(3, name);
            update.setString(4, last);
            return update.executeUpdate() == 1;
        }
    }

    private void renew() {
        try {
            transactions.run(connection -> update(connection, holder, length, holder));
        } catch (RuntimeException | Error e) { // otherwise it would not be renewed again
            log.warn("The lease '{}' cannot be renewed: {}", name, e.getMessage());
        }
    }
}

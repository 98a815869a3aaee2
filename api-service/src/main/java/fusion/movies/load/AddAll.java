package fusion.movies.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Adds the films that are missing, one call at a time over all replicas. */
@Component
class AddAll {

    private static final Logger log = LoggerFactory.getLogger(AddAll.class);

    private static final int WRITING_CONNECTIONS = 2;
    private static final Duration DATABASE_MAY_BE_AWAY = Duration.ofSeconds(10);
    private static final String WAITED_TOO_LONG = "57014";

    private final DataSource database;
    private final Transactions transactions;
    private final Sources sources;
    private final SeedProperties seed;
    private final AtomicBoolean isUnderWayHere = new AtomicBoolean();

    AddAll(DataSource database, Sources sources, SeedProperties seed) {
        this.database = database;
        this.transactions = new Transactions(database, DATABASE_MAY_BE_AWAY);
        this.sources = sources;
        this.seed = seed;
    }

    /** @return false where another call is under way */
    boolean run() throws SQLException, IOException {
        if (!isUnderWayHere.compareAndSet(false, true)) {
            return false;
        }
        try (Connection lock = database.getConnection()) {
            lock.setAutoCommit(false);
            try {
                if (!isUnderWayElsewhere(lock)) {
                    addMissing();
                    return true;
                }
                return false;
            } finally {
                lock.rollback();
            }
        } finally {
            isUnderWayHere.set(false);
        }
    }

    /**
     * Takes the lock: a row that is never committed. It goes with the connection, so a replica that dies holds nothing up, and the API's user needs no
     * right but to insert. CockroachDB's advisory locks do nothing.
     */
    private static boolean isUnderWayElsewhere(Connection lock) throws SQLException {
        try (Statement statement = lock.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = '1s'");
            statement.execute("INSERT INTO movies_addall (run) VALUES ('under way')");
            return false;
        } catch (SQLException e) {
            if (WAITED_TOO_LONG.equals(e.getSQLState())) {
                return true;
            }
            throw e;
        }
    }

    private void addMissing() throws IOException {
        Counts counts = new Counts();
        try (Source source = sources.open(seed)) {
            CheckedSource checked = new CheckedSource(source, seed.maxBytes(), seed.sha256());
            String sentence = new Loader(transactions, Loader.Mode.ADD, WRITING_CONNECTIONS, counts)
                    .load(checked, seed, () -> {});
            log.info("/addall: {}", sentence);
        } finally {
            if (counts.inserted.get() > 0) {
                transactions.run(connection -> note(connection, counts.inserted.get()));
            }
        }
    }

    /** So that whoever keeps answers knows that the films have changed. */
    private static void note(Connection connection, long inserted) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO movies_addall (run, inserted) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, Instant.now().toString());
            insert.setLong(2, inserted);
            insert.executeUpdate();
        }
    }
}

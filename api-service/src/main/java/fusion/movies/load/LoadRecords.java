package fusion.movies.load;

import static fusion.movies.schema.LoadState.Failed;
import static fusion.movies.schema.LoadState.Loaded;
import static fusion.movies.schema.LoadState.Loading;
import static fusion.movies.schema.LoadState.Superseded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes a load's progress to its row in {@code movies_load}, for the operator and the API. */
final class LoadRecords {

    private final Transactions transactions;
    private final String fingerprint;

    /** A killed load may have written movies without recording a change. */
    private boolean wasOneLeftUnfinished;

    LoadRecords(Transactions transactions, String fingerprint) {
        this.transactions = transactions;
        this.fingerprint = fingerprint;
    }

    void begin() {
        wasOneLeftUnfinished |= transactions.call(connection -> {
            boolean isOneUnfinished = isOneUnfinished(connection);
            execute(connection, """
                    INSERT INTO movies_load (fingerprint, state, started_at, updated_at) VALUES (?, ?, now(), now())
                    ON CONFLICT (fingerprint) DO UPDATE SET state = excluded.state, reason = NULL, message = NULL, source_digest = NULL,
                    films = NULL, inserted = NULL, updated = NULL, skipped = NULL, removed = NULL, rejected = NULL, total = NULL,
                    started_at = now(), updated_at = now(), finished_at = NULL
                    """, fingerprint, Loading.name());
            return isOneUnfinished;
        });
    }

    /** From here on the movies are no longer those of an earlier load. */
    void supersedeOthers() {
        execute(
                "UPDATE movies_load SET state = ? WHERE fingerprint <> ? AND state = ?",
                Superseded.name(),
                fingerprint,
                Loaded.name());
        execute(
                "DELETE FROM movies_load WHERE fingerprint <> ? AND state IN (?, ?)",
                fingerprint,
                Loading.name(),
                Failed.name());
    }

    void progress(@Nullable String sourceDigest, Counts counts) {
        transactions.run(connection -> progress(connection, sourceDigest, counts));
    }

    /** Records the outcome of the load and, in the same transaction, that the movies have changed. */
    void finish(LoadResult result, @Nullable String sourceDigest, Counts counts) {
        transactions.run(connection -> {
            progress(connection, sourceDigest, counts);
            execute(connection, """
                    UPDATE movies_load SET state = ?, reason = ?, message = ?, updated_at = now(), finished_at = now()
                    WHERE fingerprint = ?
                    """, result.outcome().name(), result.reason(), result.message(), fingerprint);
            if (counts.changed() > 0 || wasOneLeftUnfinished) {
                execute(connection, "DELETE FROM movies_change");
                Change.note(connection, fingerprint, counts.changed());
            }
        });
    }

    private void progress(Connection connection, @Nullable String sourceDigest, Counts counts) throws SQLException {
        execute(
                connection,
                """
                UPDATE movies_load SET source_digest = ?, films = ?, inserted = ?, updated = ?, skipped = ?, removed = ?, rejected = ?,
                total = ?, updated_at = now() WHERE fingerprint = ?
                """,
                sourceDigest,
                counts.movies.get(),
                counts.inserted.get(),
                counts.updated.get(),
                counts.skipped.get(),
                counts.removed.get(),
                counts.rejected.get(),
                counts.total.get(),
                fingerprint);
    }

    private static boolean isOneUnfinished(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT count(*) > 0 FROM movies_load WHERE state = ?")) {
            query.setString(1, Loading.name());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void execute(String sql, @Nullable Object... values) {
        transactions.run(connection -> execute(connection, sql, values));
    }

    private static void execute(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}

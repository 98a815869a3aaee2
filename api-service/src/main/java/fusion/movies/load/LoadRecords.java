package fusion.movies.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The row of {@code movies_load} in which a load says how far it is, for the operator and for whoever waits for the films. */
final class LoadRecords {

    private final Transactions transactions;
    private final String fingerprint;

    LoadRecords(Transactions transactions, String fingerprint) {
        this.transactions = transactions;
        this.fingerprint = fingerprint;
    }

    void begin() {
        execute("""
                INSERT INTO movies_load (fingerprint, state, started_at, updated_at) VALUES (?, 'Loading', now(), now())
                ON CONFLICT (fingerprint) DO UPDATE SET state = 'Loading', reason = NULL, message = NULL, source_digest = NULL,
                films = NULL, inserted = NULL, updated = NULL, skipped = NULL, removed = NULL, rejected = NULL, total = NULL,
                started_at = now(), updated_at = now(), finished_at = NULL
                """, fingerprint);
    }

    /** From here on the films are no longer what an earlier load left. */
    void supersedeOthers() {
        execute("UPDATE movies_load SET state = 'Superseded' WHERE fingerprint <> ? AND state = 'Loaded'", fingerprint);
        execute("DELETE FROM movies_load WHERE fingerprint <> ? AND state IN ('Loading', 'Failed')", fingerprint);
        execute("DELETE FROM movies_addall");
    }

    void progress(String sourceDigest, Counts counts) {
        execute(
                """
                UPDATE movies_load SET source_digest = ?, films = ?, inserted = ?, updated = ?, skipped = ?, removed = ?, rejected = ?,
                total = ?, updated_at = now() WHERE fingerprint = ?
                """,
                sourceDigest,
                counts.films.get(),
                counts.inserted.get(),
                counts.updated.get(),
                counts.skipped.get(),
                counts.removed.get(),
                counts.rejected.get(),
                counts.total.get(),
                fingerprint);
    }

    void finish(LoadResult result) {
        execute("""
                UPDATE movies_load SET state = ?, reason = ?, message = ?, updated_at = now(), finished_at = now() WHERE fingerprint = ?
                """, result.outcome().name(), result.reason(), result.message(), fingerprint);
    }

    private void execute(String sql, Object... values) {
        transactions.run(connection -> execute(connection, sql, values));
    }

    private static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}

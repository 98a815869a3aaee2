package fusion.movies.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What the database knows of one load. */
public record LoadRecord(
        String fingerprint,
        State state,
        String sourceDigest,
        long films,
        long inserted,
        long updated,
        long skipped,
        long removed,
        long rejected,
        long total,
        String reason,
        String message,
        Instant startedAt,
        Instant updatedAt,
        Instant finishedAt) {

    public enum State {
        Loading,
        Loaded,
        Failed,
        /** It was loaded once, and another load has begun to change the films since. */
        Superseded
    }

    private static final String NO_SUCH_TABLE = "42P01";

    private static final String COLUMNS = """
            SELECT fingerprint, state, source_digest, films, inserted, updated, skipped, removed, rejected, total,
                   reason, message, started_at, updated_at, finished_at
              FROM movies_load
            """;

    /** Empty where nothing was loaded under this fingerprint, or the table is not there yet. */
    public static Optional<LoadRecord> read(Connection connection, String fingerprint) throws SQLException {
        return first(connection, COLUMNS + " WHERE fingerprint = ?", fingerprint);
    }

    /** The load that ended last and well. While its state is Loaded its films are what the table holds. Empty where there was none. */
    public static Optional<LoadRecord> lastLoaded(Connection connection) throws SQLException {
        return first(
                connection,
                COLUMNS + " WHERE state IN (?, 'Superseded') ORDER BY finished_at DESC LIMIT 1",
                State.Loaded.name());
    }

    /** Whether another load than this one ever ended well. */
    public static boolean otherLoaded(Connection connection, String fingerprint) throws SQLException {
        return first(
                        connection,
                        COLUMNS + " WHERE state IN ('Loaded', 'Superseded') AND fingerprint <> ? LIMIT 1",
                        fingerprint)
                .isPresent();
    }

    private static Optional<LoadRecord> first(Connection connection, String sql, String argument) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, argument);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(of(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** How many films of the source are still to come. */
    public long remaining() {
        return Math.max(0, total - inserted - updated - skipped - rejected);
    }

    private static LoadRecord of(ResultSet row) throws SQLException {
        return new LoadRecord(
                row.getString("fingerprint"),
                State.valueOf(row.getString("state")),
                row.getString("source_digest"),
                row.getLong("films"),
                row.getLong("inserted"),
                row.getLong("updated"),
                row.getLong("skipped"),
                row.getLong("removed"),
                row.getLong("rejected"),
                row.getLong("total"),
                row.getString("reason"),
                row.getString("message"),
                instant(row, "started_at"),
                instant(row, "updated_at"),
                instant(row, "finished_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

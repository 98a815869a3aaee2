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
        LoadState state,
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
                COLUMNS + " WHERE state IN (?, ?) ORDER BY finished_at DESC NULLS LAST LIMIT 1",
                LoadState.Loaded.name(),
                LoadState.Superseded.name());
    }

    /** The load that began last, whatever became of it. Empty where there was none. */
    public static Optional<LoadRecord> latest(Connection connection) throws SQLException {
        return first(connection, COLUMNS + " ORDER BY started_at DESC NULLS LAST LIMIT 1");
    }

    /** Whether another load than this one ever ended well. */
    public static boolean otherLoaded(Connection connection, String fingerprint) throws SQLException {
        return first(
                        connection,
                        COLUMNS + " WHERE state IN (?, ?) AND fingerprint <> ? LIMIT 1",
                        LoadState.Loaded.name(),
                        LoadState.Superseded.name(),
                        fingerprint)
                .isPresent();
    }

    private static Optional<LoadRecord> first(Connection connection, String sql, String... arguments)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setString(i + 1, arguments[i]);
            }
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
                LoadState.valueOf(row.getString("state")),
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

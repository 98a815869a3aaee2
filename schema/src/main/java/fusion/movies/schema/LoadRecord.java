package fusion.movies.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database's record of one load. */
public record LoadRecord(
        String fingerprint,
        LoadState state,
        @Nullable String sourceDigest,
        long films,
        long inserted,
        long updated,
        long skipped,
        long removed,
        long rejected,
        long total,
        @Nullable String reason,
        @Nullable String message,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt) {

    private static final String NO_SUCH_TABLE = "42P01";

    private static final String COLUMNS = """
            SELECT fingerprint, state, source_digest, films, inserted, updated, skipped, removed, rejected, total,
                   reason, message, started_at, updated_at, finished_at
              FROM movies_load
            """;

    /** Empty if there is no load with this fingerprint, or no table yet. */
    public static Optional<LoadRecord> read(Connection connection, String fingerprint) throws SQLException {
        return first(connection, COLUMNS + " WHERE fingerprint = ?", fingerprint);
    }

    /** The last successful load. While its state is Loaded, the table holds exactly its movies. Empty if there was none. */
    public static Optional<LoadRecord> lastLoaded(Connection connection) throws SQLException {
        return first(
                connection,
                COLUMNS + " WHERE state IN (?, ?) ORDER BY finished_at DESC NULLS LAST LIMIT 1",
                LoadState.Loaded.name(),
                LoadState.Superseded.name());
    }

    /** The most recently started load, in any state. Empty if there was none. */
    public static Optional<LoadRecord> latest(Connection connection) throws SQLException {
        return first(connection, COLUMNS + " ORDER BY started_at DESC NULLS LAST LIMIT 1");
    }

    /** Whether any other load ever succeeded. */
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

    /** The number of movies of the source that are not processed yet. */
    public long remaining() {
        return Math.max(0, total - inserted - updated - skipped - rejected);
    }

    private static LoadRecord of(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
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
                finished == null ? null : finished.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

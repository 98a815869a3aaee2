package fusion.movies.backup;

import static fusion.movies.backup.BackupException.Reason.DatabaseUnavailable;
import static fusion.movies.backup.BackupException.Reason.LoadUnderWay;

import fusion.movies.movie.StoredMovie;
import fusion.movies.movie.StoredMovieMapper;
import fusion.movies.schema.DataVersion;
import fusion.movies.schema.LoadRecord;
import fusion.movies.schema.LoadState;
import fusion.movies.schema.MoviesTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads all rows in one read-only transaction: a consistent snapshot. */
final class TableReader {

    private static final int FETCH = 1_000;

    /**
     * A loader reports every second; one that has been silent for longer has terminated, and its partial load is backed
     * up.
     */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private static final StoredMovieMapper MAPPER = new StoredMovieMapper();

    private static final String ROWS = "SELECT " + String.join(", ", MoviesTable.COLUMNS_OF_THE_LOADER) + " FROM "
            + MoviesTable.NAME + " ORDER BY id";

    interface Rows {
        void add(StoredMovie row) throws IOException;
    }

    /** @param time time by the database's clock */
    record Moment(Instant time, String dataVersion, long movies) {}

    private final DataSource database;

    TableReader(DataSource database) {
        this.database = database;
    }

    Moment read(Rows rows) throws IOException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            // CockroachDB runs it as SERIALIZABLE, which is sufficient.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                Instant time = time(connection);
                refuseDuringLoad(connection, time);
                String version = version(connection);
                return new Moment(time, version, rows(connection, rows));
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new BackupException(
                    DatabaseUnavailable, "The movies cannot be read from the database: " + rootCause(e) + ".", e);
        }
    }

    private static void refuseDuringLoad(Connection connection, Instant now) throws SQLException {
        Optional<LoadRecord> latest = LoadRecord.latest(connection);
        if (latest.filter(load ->
                        load.state() == LoadState.Loading && load.updatedAt().isAfter(now.minus(SILENCE)))
                .isPresent()) {
            throw new BackupException(
                    LoadUnderWay, "Movies are being loaded, so a backup would be incomplete; it will be retried.");
        }
    }

    private static Instant time(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT now()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static String version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DataVersion.QUERY)) {
            row.next();
            return row.getString(1);
        }
    }

    private static long rows(Connection connection, Rows rows) throws SQLException, IOException {
        try (PreparedStatement query = connection.prepareStatement(ROWS)) {
            query.setFetchSize(FETCH);
            long count = 0;
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(MAPPER.mapRow(row, row.getRow()));
                    count++;
                }
            }
            return count;
        }
    }

    /** The pool only reports that it has no connection; the cause is further down. */
    private static String rootCause(SQLException e) {
        Throwable cause = e;
        while (cause.getCause() instanceof SQLException) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}

package fusion.movies.load;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import fusion.movies.schema.MoviesTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The SQL statements that change the table of movies. */
final class MovieStatements {

    private static final List<String> COLUMNS = MoviesTable.COLUMNS_OF_THE_LOADER;

    private static final String ROW = "(" + String.join(", ", Collections.nCopies(COLUMNS.size(), "?")) + ")";

    /** Overwrites only the same movie: an id is 52 bits of its key's digest, so another key may have it. */
    private static final String OR_UPDATE = " ON CONFLICT (id) DO UPDATE SET "
            + COLUMNS.stream()
                    .filter(column -> !column.equals("id") && !column.equals("natural_key"))
                    .map(column -> column + " = excluded." + column)
                    .collect(joining(", "))
            + " WHERE movies.natural_key = excluded.natural_key";

    /** Overwrites any row with the id of the backup's row. */
    private static final String OR_REPLACE = " ON CONFLICT (id) DO UPDATE SET "
            + COLUMNS.stream()
                    .filter(column -> !column.equals("id"))
                    .map(column -> column + " = excluded." + column)
                    .collect(joining(", "));

    private static final String OR_LEAVE = " ON CONFLICT (id) DO NOTHING";

    private MovieStatements() {}

    /**
     * Writes movies and deletes the old rows that they replace.
     *
     * @return the movies whose id belongs to another movie
     */
    static List<PendingWrite> write(Connection connection, List<PendingWrite> batch, boolean update)
            throws SQLException {
        List<PendingWrite> copied =
                batch.stream().filter(PendingWrite::mayBeCopied).toList();
        List<PendingWrite> others =
                batch.stream().filter(write -> !write.mayBeCopied()).toList();
        List<PendingWrite> displaced = insert(connection, copy(connection, copied) ? others : batch, update);
        delete(
                connection,
                batch.stream()
                        .filter(write -> !displaced.contains(write))
                        .flatMap(write -> write.oldRows().stream())
                        .toList());
        return displaced;
    }

    private static boolean copy(Connection connection, List<PendingWrite> batch) throws SQLException {
        return batch.isEmpty()
                || CopyRows.copy(connection, MoviesTable.NAME, COLUMNS, rows -> {
                    for (PendingWrite write : batch) {
                        rows.row(write);
                        rows.end();
                    }
                });
    }

    private static List<PendingWrite> insert(Connection connection, List<PendingWrite> all, boolean update)
            throws SQLException {
        Map<Long, PendingWrite> unwritten =
                new HashMap<>(all.stream().collect(toMap(PendingWrite::id, write -> write)));
        for (int from = 0; from < all.size(); from += BatchWriter.MOST_DIFFERENCES) {
            List<PendingWrite> batch = all.subList(from, Math.min(from + BatchWriter.MOST_DIFFERENCES, all.size()));
            String sql = "INSERT INTO " + MoviesTable.NAME + " (" + String.join(", ", COLUMNS) + ") VALUES "
                    + String.join(", ", Collections.nCopies(batch.size(), ROW))
                    + onConflict(batch, update) + " RETURNING id";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                Parameters parameters = new Parameters(insert);
                for (PendingWrite write : batch) {
                    parameters.row(write);
                }
                try (ResultSet row = insert.executeQuery()) {
                    while (row.next()) {
                        unwritten.remove(row.getLong(1));
                    }
                }
            }
        }
        removeThoseThere(connection, unwritten);
        return List.copyOf(unwritten.values());
    }

    /** A load never mixes rows of a backup with others. */
    private static String onConflict(List<PendingWrite> batch, boolean update) {
        if (!update) {
            return OR_LEAVE;
        }
        return batch.getFirst().isOfBackup() ? OR_REPLACE : OR_UPDATE;
    }

    static void delete(Connection connection, Collection<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM movies WHERE id = ANY (?)")) {
            delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            delete.executeUpdate();
        }
    }

    private static void removeThoseThere(Connection connection, Map<Long, PendingWrite> unwritten) throws SQLException {
        if (unwritten.isEmpty()) {
            return;
        }
        try (PreparedStatement query =
                connection.prepareStatement("SELECT id, natural_key FROM movies WHERE id = ANY (?)")) {
            query.setArray(
                    1, connection.createArrayOf("bigint", unwritten.keySet().toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    long id = row.getLong(1);
                    PendingWrite write = unwritten.get(id);
                    if (write != null && Objects.equals(write.naturalKey(), row.getString(2))) {
                        unwritten.remove(id);
                    }
                }
            }
        }
    }
}

package fusion.movies.load;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toMap;

import fusion.movies.film.Film;
import fusion.movies.film.Folding;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements that change the table of films. */
final class FilmsTable {

    private static final List<String> COLUMNS = List.of(
            "id",
            "natural_key",
            "content_digest",
            "position",
            "title",
            "year",
            "extract",
            "thumbnail",
            "cast_list",
            "genres",
            "thumbnail_width",
            "thumbnail_height",
            "href",
            "title_folded",
            "cast_folded",
            "genres_folded");

    private static final String ROW = "(" + String.join(", ", Collections.nCopies(COLUMNS.size(), "?")) + ")";

    /** Only ever over the same film: an id is 52 bits of its key's digest, so another key may have it. */
    private static final String OR_UPDATE = " ON CONFLICT (id) DO UPDATE SET "
            + COLUMNS.stream()
                    .skip(2)
                    .map(column -> column + " = excluded." + column)
                    .collect(joining(", "))
            + " WHERE movies.natural_key = excluded.natural_key";

    private static final String OR_LEAVE = " ON CONFLICT (id) DO NOTHING";

    private FilmsTable() {}

    /**
     * Writes films and takes away the old rows that they replace.
     *
     * @return those whose id belongs to another film
     */
    static List<Entry> write(Connection connection, List<Entry> films, boolean update) throws SQLException {
        Map<Boolean, List<Entry>> byNew = films.stream().collect(partitioningBy(film -> film.kind() == Entry.Kind.NEW));
        boolean areNewWritten = copy(connection, byNew.get(true));
        List<Entry> displaced = insert(connection, areNewWritten ? byNew.get(false) : films, update);
        delete(
                connection,
                films.stream().flatMap(film -> film.oldRows().stream()).toList());
        return displaced;
    }

    private static boolean copy(Connection connection, List<Entry> films) throws SQLException {
        return films.isEmpty()
                || CopyRows.copy(connection, "movies", COLUMNS, rows -> {
                    for (Entry film : films) {
                        write(rows, film);
                    }
                });
    }

    private static List<Entry> insert(Connection connection, List<Entry> films, boolean update) throws SQLException {
        if (films.isEmpty()) {
            return List.of();
        }
        String sql = "INSERT INTO movies (" + String.join(", ", COLUMNS) + ") VALUES "
                + String.join(", ", Collections.nCopies(films.size(), ROW))
                + (update ? OR_UPDATE : OR_LEAVE) + " RETURNING id";
        Map<Long, Entry> unwritten = new HashMap<>(films.stream().collect(toMap(Entry::id, film -> film)));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (Entry film : films) {
                parameter = bind(insert, parameter, film);
            }
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    unwritten.remove(row.getLong(1));
                }
            }
        }
        removeThoseThere(connection, unwritten);
        return List.copyOf(unwritten.values());
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

    private static void removeThoseThere(Connection connection, Map<Long, Entry> unwritten) throws SQLException {
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
                    if (unwritten.get(id).key().text().equals(row.getString(2))) {
                        unwritten.remove(id);
                    }
                }
            }
        }
    }

    private static void write(CopyRows rows, Entry entry) throws SQLException {
        Film film = entry.film();
        rows.add(entry.id())
                .add(entry.key().text())
                .add(film.digest())
                .add(entry.position())
                .add(film.title())
                .add(film.year())
                .add(film.extract())
                .add(film.thumbnail())
                .add(film.cast())
                .add(film.genres())
                .add(film.thumbnailWidth())
                .add(film.thumbnailHeight())
                .add(film.href())
                .add(Folding.fold(film.title()))
                .add(Folding.fold(film.cast()))
                .add(Folding.fold(film.genres()))
                .end();
    }

    private static int bind(PreparedStatement insert, int first, Entry entry) throws SQLException {
        Film film = entry.film();
        Connection connection = insert.getConnection();
        int parameter = first;
        insert.setLong(parameter++, entry.id());
        insert.setString(parameter++, entry.key().text());
        insert.setLong(parameter++, film.digest());
        insert.setLong(parameter++, entry.position());
        insert.setString(parameter++, film.title());
        insert.setObject(parameter++, film.year(), Types.BIGINT);
        insert.setString(parameter++, film.extract());
        insert.setString(parameter++, film.thumbnail());
        insert.setArray(parameter++, texts(connection, film.cast()));
        insert.setArray(parameter++, texts(connection, film.genres()));
        insert.setObject(parameter++, film.thumbnailWidth(), Types.BIGINT);
        insert.setObject(parameter++, film.thumbnailHeight(), Types.BIGINT);
        insert.setString(parameter++, film.href());
        insert.setString(parameter++, Folding.fold(film.title()));
        insert.setArray(parameter++, texts(connection, Folding.fold(film.cast())));
        insert.setArray(parameter++, texts(connection, Folding.fold(film.genres())));
        return parameter;
    }

    private static Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}

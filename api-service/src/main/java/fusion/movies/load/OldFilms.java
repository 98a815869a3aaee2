package fusion.movies.load;

import fusion.movies.film.Film;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rows of a table from before there were stacks: they have no natural key, ids that JavaScript cannot hold, and may be there twice. They are known by
 * their content until the load has given each film its own row.
 */
final class OldFilms {

    private static final int FETCH = 1_000;

    private static final String COLUMNS =
            "id, title, year, cast_list, genres, href, extract, thumbnail, thumbnail_width, thumbnail_height";

    private final Map<Long, List<Long>> idsByDigest = new HashMap<>();

    private OldFilms() {}

    static OldFilms read(Connection connection) throws SQLException {
        OldFilms films = new OldFilms();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM movies WHERE natural_key IS NULL")) {
            query.setFetchSize(FETCH);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    long digest = film(row).withoutHref().digest();
                    films.idsByDigest
                            .computeIfAbsent(digest, none -> new ArrayList<>(1))
                            .add(row.getLong("id"));
                }
            }
        }
        return films;
    }

    /** The rows with the content of this film, each given once. */
    List<Long> take(Film film) {
        if (idsByDigest.isEmpty()) {
            return List.of(); // as in every load but the first: spares the digest
        }
        List<Long> ids = idsByDigest.remove(film.withoutHref().digest());
        return ids == null ? List.of() : ids;
    }

    boolean contains(Film film) {
        return !idsByDigest.isEmpty()
                && idsByDigest.containsKey(film.withoutHref().digest());
    }

    /** The ids of the rows that were not taken. */
    List<Long> rest() {
        return idsByDigest.values().stream()
                .flatMap(Collection::stream)
                .sorted()
                .toList();
    }

    static Map<Long, Film> read(Connection connection, List<Long> ids) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM movies WHERE natural_key IS NULL AND id = ANY (?)")) {
            query.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            Map<Long, Film> films = new HashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    films.put(row.getLong("id"), film(row));
                }
            }
            return films;
        }
    }

    private static Film film(ResultSet row) throws SQLException {
        return new Film(
                row.getString("title"),
                row.getObject("year", Long.class),
                texts(row, "cast_list"),
                texts(row, "genres"),
                row.getString("href"),
                row.getString("extract"),
                row.getString("thumbnail"),
                row.getObject("thumbnail_width", Long.class),
                row.getObject("thumbnail_height", Long.class));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        if (array == null) {
            return List.of();
        }
        return Arrays.stream((String[]) array.getArray())
                .filter(Objects::nonNull)
                .toList();
    }
}

package fusion.movies.load;

import fusion.movies.movie.ContentDigest;
import fusion.movies.movie.Movie;
import fusion.movies.movie.MovieMapper;
import fusion.movies.schema.MoviesTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a table from before stacks: without natural key, with ids that JavaScript cannot represent, and possibly
 * duplicated. They are matched by content until the load has given each movie its own row.
 */
final class OldRows {

    private static final int FETCH = 1_000;

    private static final MovieMapper MAPPER = new MovieMapper();

    private static final String ROWS =
            "SELECT " + String.join(", ", MoviesTable.COLUMNS) + " FROM movies WHERE natural_key IS NULL";

    private final Map<Long, List<Long>> idsByDigest = new HashMap<>();

    private OldRows() {}

    static OldRows read(Connection connection) throws SQLException {
        OldRows rows = new OldRows();
        try (PreparedStatement query = connection.prepareStatement(ROWS)) {
            query.setFetchSize(FETCH);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Movie movie = MAPPER.mapRow(row, row.getRow());
                    rows.idsByDigest
                            .computeIfAbsent(ContentDigest.withoutHref(movie), none -> new ArrayList<>(1))
                            .add(movie.id());
                }
            }
        }
        return rows;
    }

    /** The rows with the content of this movie, each returned once. */
    List<Long> take(Movie movie) {
        if (idsByDigest.isEmpty()) {
            return List.of(); // as in every load but the first: avoids computing the digest
        }
        List<Long> ids = idsByDigest.remove(ContentDigest.withoutHref(movie));
        return ids == null ? List.of() : ids;
    }

    boolean contains(Movie movie) {
        return !idsByDigest.isEmpty() && idsByDigest.containsKey(ContentDigest.withoutHref(movie));
    }

    /** The ids of the rows that were not matched. */
    List<Long> rest() {
        return idsByDigest.values().stream()
                .flatMap(Collection::stream)
                .sorted()
                .toList();
    }

    static List<Movie> read(Connection connection, List<Long> ids) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ROWS + " AND id = ANY (?)")) {
            query.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            List<Movie> movies = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    movies.add(MAPPER.mapRow(row, row.getRow()));
                }
            }
            return movies;
        }
    }
}

package fusion.movies.movie;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Maps a row with the columns of {@code MoviesTable.COLUMNS} to a movie. */
public final class MovieMapper implements RowMapper<Movie> {

    @Override
    public Movie mapRow(ResultSet row, int number) throws SQLException {
        return movie(row, texts(row, "cast_list"), texts(row, "genres"));
    }

    static Movie movie(ResultSet row, @Nullable List<String> cast, @Nullable List<String> genres) throws SQLException {
        return new Movie(
                row.getLong("id"),
                row.getString("title"),
                row.getObject("year", Long.class),
                cast,
                genres,
                row.getString("href"),
                row.getString("extract"),
                row.getString("thumbnail"),
                row.getObject("thumbnail_width", Long.class),
                row.getObject("thumbnail_height", Long.class),
                row.getObject("position", Long.class));
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

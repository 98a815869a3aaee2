package fusion.movies.movie;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Maps a row with the columns of {@code MoviesTable.COLUMNS_OF_THE_LOADER} as it is. */
public final class StoredMovieMapper implements RowMapper<StoredMovie> {

    @Override
    public StoredMovie mapRow(ResultSet row, int number) throws SQLException {
        Movie movie = MovieMapper.movie(row, texts(row, "cast_list"), texts(row, "genres"));
        return new StoredMovie(movie, row.getString("natural_key"), row.getObject("content_digest", Long.class));
    }

    private static @Nullable List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? null : Collections.unmodifiableList(Arrays.asList((String[]) array.getArray()));
    }
}

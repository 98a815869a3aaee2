package fusion.movies.load;

import fusion.movies.movie.Movie;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receives the values of a row, column by column. */
interface RowSink {

    void text(@Nullable String value) throws SQLException;

    void number(@Nullable Long value) throws SQLException;

    void texts(@Nullable List<String> values) throws SQLException;

    /** In the order of {@code MoviesTable.COLUMNS_OF_THE_LOADER}. */
    default void row(PendingWrite write) throws SQLException {
        Movie movie = write.movie();
        number(movie.id());
        text(movie.title());
        number(movie.year());
        texts(movie.cast());
        texts(movie.genres());
        text(movie.href());
        text(movie.extract());
        text(movie.thumbnail());
        number(movie.thumbnailWidth());
        number(movie.thumbnailHeight());
        number(movie.position());
        text(write.naturalKey());
        number(write.contentDigest());
    }
}

package fusion.movies.api;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A film as the table has it. */
@Table("movies")
record Movie(
        @Id long id,
        String title,
        Long year,
        String extract,
        String thumbnail,
        List<String> castList,
        List<String> genres,
        Long thumbnailWidth,
        Long thumbnailHeight,
        String href) {

    static final String COLUMNS =
            "id, title, year, extract, thumbnail, cast_list, genres, thumbnail_width, thumbnail_height, href";

    static final int COLUMN_COUNT = 10;

    /** Reads the {@link #COLUMNS} by their place: by name costs a look-up each, a million times in a long list. */
    static Movie of(ResultSet row) throws SQLException {
        return new Movie(
                row.getLong(1),
                row.getString(2),
                number(row, 3),
                row.getString(4),
                row.getString(5),
                texts(row.getArray(6)),
                texts(row.getArray(7)),
                number(row, 8),
                number(row, 9),
                row.getString(10));
    }

    private static Long number(ResultSet row, int column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static List<String> texts(Array array) throws SQLException {
        return array == null ? null : Arrays.asList((String[]) array.getArray());
    }
}

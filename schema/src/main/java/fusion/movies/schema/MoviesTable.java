package fusion.movies.schema;

import static fusion.movies.schema.Column.Type.BIGINT;
import static fusion.movies.schema.Column.Type.TEXT;
import static fusion.movies.schema.Column.Type.TEXT_ARRAY;
import static fusion.movies.schema.Column.optional;
import static fusion.movies.schema.Column.required;

import java.util.List;
import java.util.stream.Stream;

/** The table {@code movies}: the only list of its columns, for the schema and for all code that reads or writes rows. */
public final class MoviesTable {

    public static final String NAME = "movies";

    /** Columns that the old, manually created table lacks are nullable, so that such a table can be migrated. */
    private static final List<Column> OF_A_MOVIE = List.of(
            required("id", BIGINT),
            required("title", TEXT),
            optional("year", BIGINT),
            optional("cast_list", TEXT_ARRAY),
            optional("genres", TEXT_ARRAY),
            optional("href", TEXT),
            optional("extract", TEXT),
            optional("thumbnail", TEXT),
            optional("thumbnail_width", BIGINT),
            optional("thumbnail_height", BIGINT),
            optional("position", BIGINT));

    /** Identity and content digest that a load compares. NULL in rows that no load has written. */
    private static final List<Column> OF_THE_LOADER =
            List.of(optional("natural_key", TEXT), optional("content_digest", BIGINT));

    static final Table TABLE = new Table(
            NAME,
            "id",
            Stream.concat(OF_A_MOVIE.stream(), OF_THE_LOADER.stream()).toList());

    /** The columns of a movie, in the order of the record's components. */
    public static final List<String> COLUMNS =
            OF_A_MOVIE.stream().map(Column::name).toList();

    /** The columns of a movie, then {@code natural_key} and {@code content_digest}. */
    public static final List<String> COLUMNS_OF_THE_LOADER =
            TABLE.columns().stream().map(Column::name).toList();

    private MoviesTable() {}
}

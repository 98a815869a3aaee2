package fusion.movies.schema;

import static fusion.movies.schema.Column.Type.BIGINT;
import static fusion.movies.schema.Column.Type.TEXT;
import static fusion.movies.schema.Column.Type.TEXT_ARRAY;
import static fusion.movies.schema.Column.optional;
import static fusion.movies.schema.Column.required;
import static java.util.stream.Collectors.toSet;

import fusion.movies.schema.Catalog.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What earlier revisions created to search in the database: folded columns with their indexes, and tables of names,
 * genres and /addall runs. The API now searches its own index, so all of it is dropped.
 *
 * <p>A table of names in exactly the shape that was made is the evidence that the rest is the stack's, and is dropped last: without it a column or an index
 * of such a name is someone else's, and stays. The extension pg_trgm stays, since its creator is unknown.
 */
final class FormerLayout {

    private static final List<Column> COLUMNS = List.of(
            optional("title_folded", TEXT), optional("cast_folded", TEXT_ARRAY), optional("genres_folded", TEXT_ARRAY));

    private static final Map<String, List<String>> INDEXES = Map.of(
            "movies_title_search", List.of("title_folded"),
            "movies_cast", List.of("cast_folded"),
            "movies_genres", List.of("genres_folded"),
            "movies_year", List.of("year", "id"),
            "movies_title", List.of("title_folded", "id"));

    private static final Table ADDALL =
            new Table("movies_addall", "run", List.of(required("run", TEXT), optional("inserted", BIGINT)));

    private static final Table GENRE = new Table(
            "movies_genre",
            "genre",
            List.of(required("genre", TEXT), required("genre_folded", TEXT), required("films", BIGINT)));

    private static final Table NAME = new Table(
            "movies_name",
            "name",
            List.of(required("name", TEXT), required("name_folded", TEXT), required("films", BIGINT)));

    private static final Table EVIDENCE = NAME;

    static final List<Table> TABLES = List.of(ADDALL, GENRE, NAME);

    private FormerLayout() {}

    /** The statements that drop it, in an order that can be interrupted anywhere. */
    static List<String> drops(Catalog catalog) {
        List<String> drops = new ArrayList<>();
        if (!isThere(catalog, EVIDENCE)) {
            return drops;
        }
        List<Index> indexes = catalog.about(Kind.INDEX, MoviesTable.NAME)
                .map(fact -> Index.of(fact.detail(), fact.value()))
                .toList();
        List<Index> former = indexes.stream()
                .filter(index -> index.columns().equals(INDEXES.get(index.name())))
                .toList();
        former.forEach(index -> drops.add("DROP INDEX IF EXISTS " + index.name()));
        for (Column column : COLUMNS) {
            boolean isUsed = indexes.stream().anyMatch(index -> !former.contains(index) && index.mentions(column));
            if (!isUsed && isThere(catalog, column)) {
                drops.add("ALTER TABLE " + MoviesTable.NAME + " DROP COLUMN IF EXISTS " + column.name());
            }
        }
        TABLES.stream()
                .filter(table -> isThere(catalog, table))
                .forEach(table -> drops.add("DROP TABLE IF EXISTS " + table.name()));
        return drops;
    }

    private static boolean isThere(Catalog catalog, Column column) {
        return catalog.about(Kind.COLUMN, MoviesTable.NAME)
                .anyMatch(found ->
                        found.detail().equals(column.name()) && column.type().is(found.value()));
    }

    private static boolean isThere(Catalog catalog, Table table) {
        Set<String> found = catalog.about(Kind.COLUMN, table.name())
                .map(fact -> fact.detail() + " " + fact.value())
                .collect(toSet());
        return found.equals(table.columns().stream()
                .map(column -> column.name() + " " + column.type().catalogName())
                .collect(toSet()));
    }
}

package fusion.movies.api;

import fusion.movies.film.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which films are meant: SQL over the table's columns, and its parameters. Terms are compared in folded form, so case,
 * accents and punctuation never keep a film from being found. A term that is nothing but punctuation folds to nothing
 * and is compared as it is, which no index serves.
 *
 * @param oftenLong whether most films that are asked for by this are in lists of thousands
 */
record Condition(String sql, List<Object> parameters, boolean oftenLong) {

    static final Condition EVERYTHING = new Condition("TRUE", List.of());

    Condition(String sql, List<Object> parameters) {
        this(sql, parameters, false);
    }

    static Condition title(String part) {
        Term.checked("title", part);
        var folded = Folding.fold(part);
        return folded.isEmpty()
                ? new Condition("title LIKE ?", List.of(containing(part)))
                : new Condition("title_folded LIKE ?", List.of(containing(folded)));
    }

    static Condition cast(String name) {
        return member("cast_folded", "cast_list", Term.checked("cast", name));
    }

    static Condition genre(String genre) {
        var condition = member("genres_folded", "genres", Term.checked("genre", genre));
        return new Condition(condition.sql, condition.parameters, true);
    }

    static Condition year(long year) {
        return new Condition("year = ?", List.of(year));
    }

    static Condition yearFrom(long year) {
        return new Condition("year >= ?", List.of(year));
    }

    static Condition yearTo(long year) {
        return new Condition("year <= ?", List.of(year));
    }

    static Condition all(List<Condition> conditions) {
        return joined(conditions, " AND ");
    }

    static Condition any(List<Condition> conditions) {
        return joined(conditions, " OR ");
    }

    private static Condition joined(List<Condition> conditions, String operator) {
        return switch (conditions.size()) {
            case 0 -> EVERYTHING;
            case 1 -> conditions.getFirst();
            default -> {
                var parameters = new ArrayList<>();
                conditions.forEach(condition -> parameters.addAll(condition.parameters));
                yield new Condition(
                        conditions.stream().map(Condition::sql).collect(Collectors.joining(operator, "(", ")")),
                        parameters);
            }
        };
    }

    private static Condition member(String foldedColumn, String column, String value) {
        var folded = Folding.fold(value);
        // With @> because = ANY(column) uses no index; the cast because ARRAY[?] is varchar[] to the driver.
        return folded.isEmpty()
                ? new Condition(column + " @> ARRAY[?]::TEXT[]", List.of(value))
                : new Condition(foldedColumn + " @> ARRAY[?]::TEXT[]", List.of(folded));
    }

    // Escaped with a backslash, the default: CockroachDB uses no index for LIKE … ESCAPE.
    private static String containing(String part) {
        return "%" + part.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}

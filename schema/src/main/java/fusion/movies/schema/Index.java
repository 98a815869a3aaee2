package fusion.movies.schema;

import java.util.Arrays;
import java.util.List;

/** An index: ordered, over the elements of an array, or over the trigrams of a text, which serve {@code LIKE '%x%'}. */
record Index(String name, Kind kind, List<String> columns) {

    enum Kind {
        ORDERED,
        ELEMENTS,
        TRIGRAM
    }

    static Index ordered(String name, String... columns) {
        return new Index(name, Kind.ORDERED, List.of(columns));
    }

    static Index elements(String name, String column) {
        return new Index(name, Kind.ELEMENTS, List.of(column));
    }

    static Index trigram(String name, String column) {
        return new Index(name, Kind.TRIGRAM, List.of(column));
    }

    String createStatement(String table) {
        String target = switch (kind) {
            case ORDERED -> "(" + String.join(", ", columns) + ")";
            case ELEMENTS -> "USING GIN (" + columns.getFirst() + ")";
            case TRIGRAM -> "USING GIN (" + columns.getFirst() + " gin_trgm_ops)";
        };
        return "CREATE INDEX IF NOT EXISTS " + name + " ON " + table + " " + target;
    }

    /** The two engines print definitions differently, but both end in the columns in parentheses, each with its ordering or operator class behind it. */
    static List<String> columnsOf(String definition) {
        int from = definition.indexOf('(');
        int to = definition.indexOf(')', from);
        if (from < 0 || to < 0) {
            return List.of();
        }
        return Arrays.stream(definition.substring(from + 1, to).split(","))
                .map(column -> column.strip().split(" ")[0].replace("\"", ""))
                .toList();
    }
}

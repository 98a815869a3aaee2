package fusion.movies.schema;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** An index by its name and its columns or expressions. */
record Index(String name, List<String> columns, String definition) {

    /** The two engines print definitions differently, but both end with the columns in parentheses, each followed by its ordering or operator class. */
    static Index of(String name, String definition) {
        int from = definition.indexOf('(');
        int to = definition.indexOf(')', from);
        List<String> columns = from < 0 || to < 0
                ? List.of()
                : Arrays.stream(definition.substring(from + 1, to).split(","))
                        .map(column -> column.strip().split(" ")[0].replace("\"", ""))
                        .toList();
        return new Index(name, columns, definition);
    }

    /** Also as part of an expression, a predicate or the stored columns. */
    boolean mentions(Column column) {
        return Pattern.compile("\\b" + column.name() + "\\b")
                .matcher(definition)
                .find();
    }
}

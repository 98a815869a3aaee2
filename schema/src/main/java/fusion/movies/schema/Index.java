package fusion.movies.schema;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** An index by its name and its columns, or for an index of expressions what stands in a column's place. */
record Index(String name, List<String> columns, String definition) {

    /** The two engines print definitions differently, but both end in the columns in parentheses, each with its ordering or operator class behind it. */
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

    /** Also as part of an expression, a condition or what is stored beside. */
    boolean mentions(Column column) {
        return Pattern.compile("\\b" + column.name() + "\\b")
                .matcher(definition)
                .find();
    }
}

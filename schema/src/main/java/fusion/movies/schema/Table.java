package fusion.movies.schema;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A table's name, primary key and columns. */
record Table(String name, String primaryKey, List<Column> columns) {

    String createStatement() {
        String definitions = columns.stream().map(Column::definition).collect(joining(", "));
        return "CREATE TABLE IF NOT EXISTS " + name + " (" + definitions + ", PRIMARY KEY (" + primaryKey + "))";
    }
}

package fusion.movies.load;

import fusion.movies.film.Folding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A table of the distinct names in one column of the films, each with its number of films: for completion and for lists of what there is. */
enum Tally {
    NAMES("movies_name", "name", "cast_list"),
    GENRES("movies_genre", "genre", "genres");

    private static final int PORTION = 2_000;

    private final String table;
    private final List<String> columns;
    private final String differences;
    private final String insert;
    private final String orUpdate;
    private final String delete;

    Tally(String table, String name, String column) {
        this.table = table;
        columns = List.of(name, name + "_folded", "films");
        String now = "(SELECT name, count(*) AS films FROM (SELECT DISTINCT id, unnest(" + column
                + ") AS name FROM movies) AS mentioned GROUP BY name)";
        differences = "SELECT coalesce(now.name, was." + name + "), was.films, now.films FROM " + now
                + " AS now FULL JOIN " + table + " AS was ON was." + name
                + " = now.name WHERE was.films IS DISTINCT FROM now.films";
        insert = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (?, ?, ?)";
        orUpdate = " ON CONFLICT (" + name + ") DO UPDATE SET films = excluded.films, " + name + "_folded = excluded."
                + name + "_folded";
        delete = "DELETE FROM " + table + " WHERE " + name + " = ANY (?)";
    }

    /** Brings the table up to date, writing only what differs. */
    void refresh(Transactions transactions) {
        forEachPortion(transactions, portion -> {
            List<Difference> added = those(portion, Difference::isNew);
            List<Difference> changed = those(portion, Difference::isChanged);
            List<Difference> gone = those(portion, Difference::isGone);
            transactions.run(connection -> add(connection, added, insert + orUpdate));
            transactions.run(connection -> insert(connection, changed, insert + orUpdate));
            transactions.run(connection -> delete(connection, gone));
        });
    }

    /** Adds what is missing and leaves counts as they are, for a user who may do no more. */
    void add(Transactions transactions) {
        forEachPortion(transactions, portion -> {
            List<Difference> added = those(portion, Difference::isNew);
            transactions.run(connection -> add(connection, added, insert + " ON CONFLICT DO NOTHING"));
        });
    }

    /** Reads over one connection, while others write: CockroachDB lets nothing else into a transaction that reads in portions. */
    private void forEachPortion(Transactions transactions, Consumer<List<Difference>> write) {
        transactions.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(differences)) {
                query.setFetchSize(PORTION);
                try (ResultSet row = query.executeQuery()) {
                    List<Difference> portion = new ArrayList<>(PORTION);
                    while (row.next()) {
                        portion.add(new Difference(row.getString(1), row.getLong(2), row.getLong(3)));
                        if (portion.size() == PORTION) {
                            write.accept(portion);
                            portion.clear();
                        }
                    }
                    write.accept(portion);
                }
            }
        });
    }

    /** In one order everywhere, so that two loads never wait for each other in a ring. */
    private static List<Difference> those(List<Difference> portion, Predicate<Difference> kind) {
        return portion.stream()
                .filter(kind)
                .sorted(Comparator.comparing(Difference::name))
                .toList();
    }

    private void add(Connection connection, List<Difference> added, String otherwise) throws SQLException {
        boolean isDone = added.isEmpty()
                || CopyRows.copy(connection, table, columns, rows -> {
                    for (Difference name : added) {
                        rows.add(name.name())
                                .add(Folding.fold(name.name()))
                                .add(name.now())
                                .end();
                    }
                });
        if (!isDone) {
            insert(connection, added, otherwise);
        }
    }

    private static void insert(Connection connection, List<Difference> names, String sql) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Difference name : names) {
                insert.setString(1, name.name());
                insert.setString(2, Folding.fold(name.name()));
                insert.setLong(3, name.now());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void delete(Connection connection, List<Difference> gone) throws SQLException {
        if (gone.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", gone.stream().map(Difference::name).toArray()));
            statement.executeUpdate();
        }
    }

    /**
     * A name whose number of films differs from what the table says.
     *
     * @param was 0: it is not in the table
     * @param now 0: it is in no film
     */
    private record Difference(String name, long was, long now) {

        boolean isNew() {
            return was == 0;
        }

        boolean isChanged() {
            return was > 0 && now > 0;
        }

        boolean isGone() {
            return now == 0;
        }
    }
}

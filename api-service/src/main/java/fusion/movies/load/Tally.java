package fusion.movies.load;

import fusion.movies.film.Folding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A table of the distinct names in one column of the films, each with its number of films: for completion and for lists of what there is. */
enum Tally {
    NAMES("movies_name", "name", "cast_list"),
    GENRES("movies_genre", "genre", "genres");

    private static final int PORTION = 1_000;

    private final String changed;
    private final String gone;
    private final String insert;
    private final String orUpdate;

    Tally(String table, String name, String column) {
        String now = "(SELECT name, count(*) AS films FROM (SELECT DISTINCT id, unnest(" + column
                + ") AS name FROM movies) AS mentioned GROUP BY name)";
        changed = "SELECT now.name, now.films FROM " + now + " AS now LEFT JOIN " + table + " AS was ON was." + name
                + " = now.name WHERE was.films IS DISTINCT FROM now.films";
        gone = "DELETE FROM " + table + " AS was WHERE NOT EXISTS (SELECT 1 FROM " + now
                + " AS now WHERE now.name = was." + name + ")";
        insert = "INSERT INTO " + table + " (" + name + ", " + name + "_folded, films) VALUES (?, ?, ?)";
        orUpdate = " ON CONFLICT (" + name + ") DO UPDATE SET films = excluded.films, " + name + "_folded = excluded."
                + name + "_folded";
    }

    /** Brings the table up to date, writing only what differs. */
    void refresh(Transactions transactions) {
        write(transactions, insert + orUpdate);
        transactions.run(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(gone)) {
                delete.executeUpdate();
            }
        });
    }

    /** Adds what is missing and leaves counts as they are, for a user who may do no more. */
    void add(Transactions transactions) {
        write(transactions, insert + " ON CONFLICT DO NOTHING");
    }

    /** Reads over one connection and writes over another: CockroachDB lets nothing else into a transaction that reads in portions. */
    private void write(Transactions transactions, String sql) {
        transactions.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(changed)) {
                query.setFetchSize(PORTION);
                try (ResultSet row = query.executeQuery()) {
                    List<Count> counts = new ArrayList<>(PORTION);
                    while (row.next()) {
                        counts.add(new Count(row.getString(1), row.getLong(2)));
                        if (counts.size() == PORTION) {
                            transactions.run(writing -> write(writing, sql, counts));
                            counts.clear();
                        }
                    }
                    transactions.run(writing -> write(writing, sql, counts));
                }
            }
        });
    }

    private static void write(Connection connection, String sql, List<Count> counts) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(sql)) {
            for (Count count : counts) {
                write.setString(1, count.name());
                write.setString(2, Folding.fold(count.name()));
                write.setLong(3, count.films());
                write.addBatch();
            }
            write.executeBatch();
        }
    }

    private record Count(String name, long films) {}
}

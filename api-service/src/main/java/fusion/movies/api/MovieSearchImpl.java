package fusion.movies.api;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.postgresql.PGStatement;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SingleColumnRowMapper;

class MovieSearchImpl implements MovieSearch {

    private static final String BY_ID = "SELECT " + Movie.COLUMNS + " FROM movies WHERE id = ?";
    private static final RowMapper<Movie> MAPPER = (row, number) -> Movie.of(row);
    private static final String BY_YEAR = "year, position, id";
    private static final int ROWS_AT_A_TIME = 200;

    /** Lists of so many films are read whole: by one round trip, and the connection is free before any of it is sent. */
    private static final int READ_WHOLE = 1_000;

    private final JdbcTemplate database;

    MovieSearchImpl(JdbcTemplate database) {
        this.database = database;
    }

    @Override
    public Optional<Movie> findById(long id) {
        return FreshConnection.read(() -> database.query(BY_ID, MAPPER, id)).stream()
                .findFirst();
    }

    @Override
    public void forEach(Condition condition, Consumer<Movie> each) {
        var sql = "SELECT %s FROM movies WHERE %s ORDER BY %s".formatted(Movie.COLUMNS, condition.sql(), BY_YEAR);
        var films =
                FreshConnection.read(() -> database.query(connection -> beginning(connection, sql, condition), MAPPER));
        if (films.size() <= READ_WHOLE) {
            films.forEach(each);
        } else if (condition.oftenLong()) {
            // They are sent while the database still sorts them all.
            films.forEach(each);
            var sent = films.stream().map(Movie::id).collect(Collectors.toSet());
            stream(sql, condition, movie -> {
                if (!sent.contains(movie.id())) {
                    each.accept(movie);
                }
            });
        } else {
            stream(sql, condition, each);
        }
    }

    // Where most lists are long the database is told that few films are wanted first, and takes them by the index on
    // the year. Elsewhere that index would be walked to its end for a few films: the driver alone knows of the limit.
    private static PreparedStatement beginning(Connection connection, String sql, Condition condition)
            throws SQLException {
        if (condition.oftenLong()) {
            return plannedAnew(prepared(connection, sql + " LIMIT " + (READ_WHOLE + 1), condition));
        }
        var statement = prepared(connection, sql, condition);
        statement.setMaxRows(READ_WHOLE + 1);
        return statement;
    }

    // A plan that is kept for all values is the wrong one for a genre of 14,062 films or for one of 20.
    private static PreparedStatement plannedAnew(PreparedStatement statement) throws SQLException {
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        return statement;
    }

    private void stream(String sql, Condition condition, Consumer<Movie> each) {
        var begun = new AtomicBoolean();
        RowCallbackHandler handler = row -> {
            begun.set(true);
            each.accept(Movie.of(row));
        };
        FreshConnection.read(() -> {
            try {
                database.query(connection -> streaming(connection, sql, condition), handler);
                return null;
            } catch (DataAccessResourceFailureException lost) {
                throw begun.get() ? new ListCutShortException(lost) : lost;
            }
        });
    }

    // Without auto-commit, else the driver ignores the fetch size; the pool ends the transaction when it gets the
    // connection back. Nothing else is asked meanwhile: CockroachDB cannot interleave it with rows still to come.
    private static PreparedStatement streaming(Connection connection, String sql, Condition condition)
            throws SQLException {
        connection.setAutoCommit(false);
        var statement = prepared(connection, sql, condition);
        statement.setFetchSize(ROWS_AT_A_TIME);
        return statement;
    }

    private static PreparedStatement prepared(Connection connection, String sql, Condition condition)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        new ArgumentPreparedStatementSetter(condition.parameters().toArray()).setValues(statement);
        return statement;
    }

    @Override
    public Page page(MovieQuery query) {
        var sort = query.sort();
        var condition = query.after()
                .map(cursor -> Condition.all(List.of(query.countable(), sort.after(cursor))))
                .orElse(query.countable());
        // One more than the page holds tells whether there is a next one.
        var sql = "SELECT %s, %s FROM movies WHERE %s ORDER BY %s LIMIT %d"
                .formatted(Movie.COLUMNS, sort.column(), condition.sql(), sort.orderBy(), query.limit() + 1);
        var rows = FreshConnection.read(() -> database.query(
                connection -> plannedAnew(prepared(connection, sql, condition)),
                (row, number) -> new Row(Movie.of(row), row.getString(Movie.COLUMN_COUNT + 1))));
        var page = rows.subList(0, Math.min(rows.size(), query.limit()));
        return new Page(
                page.stream().map(Row::movie).toList(),
                rows.size() > query.limit() ? Optional.of(page.getLast().end()) : Optional.empty());
    }

    @Override
    public long count(Condition condition, long atMost) {
        var sql = "SELECT count(*) FROM (SELECT 1 FROM movies WHERE %s LIMIT %d) AS counted"
                .formatted(condition.sql(), atMost);
        return FreshConnection.read(() -> database.query(
                        connection -> plannedAnew(prepared(connection, sql, condition)),
                        new SingleColumnRowMapper<>(Long.class)))
                .getFirst();
    }

    private record Row(Movie movie, String sortedBy) {

        Cursor end() {
            return new Cursor(sortedBy, movie.id());
        }
    }
}

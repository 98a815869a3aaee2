package fusion.movies.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class MovieSearchImpl implements MovieSearch {

    private static final int ROWS_AT_A_TIME = 200;

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    MovieSearchImpl(JdbcClient database, PlatformTransactionManager transactions) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    @Override
    public void forEach(Condition condition, Consumer<Movie> each) {
        var sql =
                "SELECT %s FROM movies WHERE %s ORDER BY year, position, id".formatted(Movie.COLUMNS, condition.sql());
        // In a transaction, else the driver ignores the fetch size; and alone in it, because CockroachDB cannot
        // interleave another statement with rows still to come.
        transaction.executeWithoutResult(status -> database.sql(sql)
                .withFetchSize(ROWS_AT_A_TIME)
                .params(condition.parameters())
                .query((RowCallbackHandler) row -> each.accept(Movie.of(row))));
    }

    @Override
    public Page page(MovieQuery query) {
        var sort = query.sort();
        var condition = query.after()
                .map(cursor -> Condition.all(List.of(query.countable(), sort.after(cursor))))
                .orElse(query.countable());
        // One more than the page holds tells whether there is a next one.
        var rows = database.sql("SELECT %s, %s FROM movies WHERE %s ORDER BY %s LIMIT %d"
                        .formatted(Movie.COLUMNS, sort.column(), condition.sql(), sort.orderBy(), query.limit() + 1))
                .params(condition.parameters())
                .query((row, number) -> new Row(Movie.of(row), row.getString(Movie.COLUMN_COUNT + 1)))
                .list();
        var page = rows.subList(0, Math.min(rows.size(), query.limit()));
        return new Page(
                page.stream().map(Row::movie).toList(),
                rows.size() > query.limit() ? Optional.of(page.getLast().end()) : Optional.empty());
    }

    @Override
    public long count(Condition condition, long atMost) {
        return database.sql("SELECT count(*) FROM (SELECT 1 FROM movies WHERE %s LIMIT %d) AS counted"
                        .formatted(condition.sql(), atMost))
                .params(condition.parameters())
                .query(Long.class)
                .single();
    }

    private record Row(Movie movie, String sortedBy) {

        Cursor end() {
            return new Cursor(sortedBy, movie.id());
        }
    }
}

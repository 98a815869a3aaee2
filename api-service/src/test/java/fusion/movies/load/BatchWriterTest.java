package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fusion.movies.movie.Movie;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

class BatchWriterTest {

    private static final IdentifiedMovie MOVIE = IdentifiedMovie.of(
            new Movie(null, "Carmen", 1915L, List.of(), List.of(), null, null, null, null, null, 1L));

    /** Otherwise the load would end as loaded, without the movies of that batch. */
    @Test
    void anErrorInAWritersThreadFailsTheLoad() {
        AbstractDataSource broken = new AbstractDataSource() {
            @Override
            public Connection getConnection() {
                throw new LinkageError("broken driver");
            }

            @Override
            public Connection getConnection(String user, String password) {
                return getConnection();
            }
        };
        Transactions transactions = new Transactions(broken, Duration.ZERO);

        try (BatchWriter writer = new BatchWriter(transactions, Loader.Mode.UPDATE, new Counts(), 1)) {
            writer.write(PendingWrite.added(MOVIE.key(), MOVIE, List.of()));

            assertThatThrownBy(writer::flush)
                    .isInstanceOf(LoadException.class)
                    .hasMessage("Writing movies failed: java.lang.LinkageError: broken driver.");
        }
    }
}

package fusion.movies.api;

import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** A connection that broke while it waited in the pool is noticed only when it is used; the next one is tried before a client is told. */
final class FreshConnection {

    /** When a server goes, all connections of the pool break at once. */
    private static final int ATTEMPTS = 10;

    private FreshConnection() {}

    /** Reads, and reads again as long as the connection breaks; what is read must not have been used by then. */
    static <T> T read(Supplier<T> read) {
        for (var attempt = 1; ; attempt++) {
            try {
                return read.get();
            } catch (DataAccessResourceFailureException lost) {
                // Whoever got no connection has waited long enough.
                if (lost instanceof CannotGetJdbcConnectionException || attempt == ATTEMPTS) {
                    throw lost;
                }
            }
        }
    }
}

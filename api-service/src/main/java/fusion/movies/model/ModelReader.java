package fusion.movies.model;

import fusion.movies.index.MovieIndex;
import fusion.movies.index.MovieIndexBuilder;
import fusion.movies.movie.Movie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Builds an index from all movies of one database snapshot. */
@Component
class ModelReader {

    /** The server's limit comes after the reader's own, which says more. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(1);

    private final Movies movies;
    private final DatabaseState database;
    private final JsonMapper json;
    private final ModelProperties properties;
    private final TransactionTemplate oneMoment;

    ModelReader(
            Movies movies,
            DatabaseState database,
            JsonMapper json,
            ModelProperties properties,
            PlatformTransactionManager transactions) {
        this.movies = movies;
        this.database = database;
        this.json = json;
        this.properties = properties;
        oneMoment = new TransactionTemplate(transactions);
        oneMoment.setReadOnly(true);
        // CockroachDB runs it as SERIALIZABLE, which is sufficient.
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Version and rows are from one snapshot: the transaction sees no later commits. */
    MovieIndex read(Path folder) throws IOException {
        try (MovieIndexBuilder builder = new MovieIndexBuilder(folder, json)) {
            DataVersion version = oneMoment.execute(transaction -> {
                DataVersion read = database.version();
                database.limitStatements(properties.timeLimit().plus(AFTERWARDS));
                try (Stream<Movie> rows = movies.streamAllBy()) {
                    add(rows, builder);
                }
                return read;
            });
            builder.finish(version.toString());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return MovieIndex.open(folder).orElseThrow();
    }

    private void add(Stream<Movie> rows, MovieIndexBuilder builder) {
        ModelLimit limit = new ModelLimit(Runtime.getRuntime().maxMemory());
        long deadline = System.nanoTime() + properties.timeLimit().toNanos();
        long count = 0;
        try {
            for (Iterator<Movie> row = rows.iterator(); row.hasNext(); ) {
                builder.add(row.next());
                limit.check(++count);
                if (System.nanoTime() - deadline > 0) {
                    throw new ModelException(
                            "The database gave %,d movies within %d s and had not ended; the read model stays as it was. Give the API or the database more CPU."
                                    .formatted(count, properties.timeLimit().toSeconds()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

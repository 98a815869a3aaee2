package fusion.movies.source;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.source.SourceException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** The outcome of a source: a number of movies, or a reason and a message. */
record Outcome(int movies, Reason reason, String message) {

    static Outcome of(String url, Patience patience) {
        return of(ServersTest.properties(url), patience);
    }

    static Outcome of(SourceProperties properties, Patience patience) {
        AtomicInteger movies = new AtomicInteger();
        try (VerifiedSource source = new Sources(patience).open(properties)) {
            source.forEachRow(row -> {
                assertThat(row).isInstanceOf(Row.Accepted.class);
                movies.incrementAndGet();
            });
            return new Outcome(movies.get(), null, null);
        } catch (SourceException e) {
            return new Outcome(0, e.reason(), e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

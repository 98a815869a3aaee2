package fusion.movies.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fusion.movies.http.DataVersion;
import org.springframework.stereotype.Component;

/** How many films a search finds: the same on each of its pages, so counted once. */
@Component
class Totals {

    private static final long COUNTED_AT_MOST = 10_000;

    private final Cache<Key, Long> counts =
            Caffeine.newBuilder().maximumSize(2_000).build();
    private final Movies movies;
    private final DataVersion version;

    Totals(Movies movies, DataVersion version) {
        this.movies = movies;
        this.version = version;
    }

    Total of(MovieQuery query) {
        var condition = query.countable();
        var counted = version.current()
                .map(known -> counts.get(new Key(known, condition), key -> count(condition)))
                .orElseGet(() -> count(condition));
        return new Total(Math.min(counted, COUNTED_AT_MOST), counted <= COUNTED_AT_MOST);
    }

    private long count(Condition condition) {
        return movies.count(condition, COUNTED_AT_MOST + 1);
    }

    record Total(long films, boolean exact) {}

    private record Key(String version, Condition condition) {}
}

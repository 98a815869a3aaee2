package fusion.movies.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fusion.movies.film.FilmJson;
import fusion.movies.film.FilmJson.Shape;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The answers that are kept, in one memory with one limit. A film is in it once, however many answers have it; an answer of
 * which a film had to go is asked for anew.
 */
class Answers {

    private final Cache<Object, Kept> memory;
    private final Counter hits;
    private final Counter misses;

    /** @param limit in bytes; 0 keeps nothing */
    Answers(long limit, MeterRegistry metrics) {
        memory = Caffeine.newBuilder()
                .maximumWeight(limit)
                .weigher((Object key, Kept kept) -> kept.weight() + (key instanceof String path ? path.length() : 0))
                .build();
        // Caffeine's own count would have each film of a list.
        hits = gets("hit", metrics);
        misses = gets("miss", metrics);
        Gauge.builder("cache.size", memory, Cache::estimatedSize)
                .tag("cache", "answers")
                .register(metrics);
    }

    private static Counter gets(String result, MeterRegistry metrics) {
        return Counter.builder("cache.gets")
                .tag("cache", "answers")
                .tag("result", result)
                .register(metrics);
    }

    /** The answer that was kept under the key, if it and its films are of this version. */
    Optional<Found> find(String key, String version) {
        var found = Optional.ofNullable(memory.getIfPresent(key))
                .filter(kept -> kept.version().equals(version))
                .flatMap(this::whole);
        (found.isPresent() ? hits : misses).increment();
        return found;
    }

    private Optional<Found> whole(Kept kept) {
        return switch (kept) {
            case KeptAnswer whole -> Optional.of(new Found(whole.answer, whole.route, whole.link));
            case KeptList list ->
                films(list)
                        .map(films -> new Found(
                                new FilmAnswer(list.head, films, list.shape, list.tail), list.route, list.link));
            case KeptFilm film -> Optional.empty();
        };
    }

    private Optional<List<FilmJson>> films(KeptList list) {
        var films = new FilmJson[list.films.length];
        for (var number = 0; number < films.length; number++) {
            var film = film(list.films[number], list.version);
            if (film == null) {
                return Optional.empty();
            }
            films[number] = film;
        }
        return Optional.of(Arrays.asList(films));
    }

    private FilmJson film(long id, String version) {
        return memory.getIfPresent(id) instanceof KeptFilm film && film.version.equals(version) ? film.json : null;
    }

    void keep(String key, String version, Found fresh) {
        memory.put(
                key,
                switch (fresh.answer) {
                    case WholeAnswer whole -> new KeptAnswer(version, fresh.route, fresh.link, whole);
                    case FilmAnswer list -> {
                        list.films().stream()
                                .filter(film -> film(film.id(), version) == null)
                                .forEach(film -> memory.put(film.id(), new KeptFilm(version, film)));
                        yield new KeptList(
                                version,
                                fresh.route,
                                fresh.link,
                                list.head(),
                                list.films().stream().mapToLong(FilmJson::id).toArray(),
                                list.shape(),
                                list.tail());
                    }
                });
    }

    /**
     * @param route the path's pattern, by which requests are counted
     * @param link the header of that name, null if the answer has none
     */
    record Found(Answer answer, String route, String link) {}

    private sealed interface Kept {

        /** What an entry costs beside its value, in bytes as a heap histogram shows them: nodes, key, holder. */
        int ENTRY = 120;

        /** The objects of an answer, and those around its key. */
        int ANSWER = 100;

        String version();

        int weight();

        static int length(String text) {
            return text == null ? 0 : text.length();
        }
    }

    private record KeptAnswer(String version, String route, String link, WholeAnswer answer) implements Kept {

        @Override
        public int weight() {
            return ENTRY + ANSWER + answer.body().length + Kept.length(link);
        }
    }

    private record KeptList(
            String version, String route, String link, String head, long[] films, Shape shape, String tail)
            implements Kept {

        @Override
        public int weight() {
            return ENTRY + ANSWER + films.length * Long.BYTES + head.length() + tail.length() + Kept.length(link);
        }
    }

    private record KeptFilm(String version, FilmJson json) implements Kept {

        @Override
        public int weight() {
            return ENTRY + json.weight();
        }
    }
}

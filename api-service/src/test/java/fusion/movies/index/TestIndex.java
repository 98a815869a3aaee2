package fusion.movies.index;

import fusion.movies.movie.Movie;
import fusion.movies.movie.MovieJson;
import fusion.movies.movie.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An index of given movies in a folder of its own. */
record TestIndex(MovieIndex index, Path folder) implements AutoCloseable {

    static TestIndex of(Movie... movies) {
        return of(List.of(movies));
    }

    static TestIndex of(Collection<Movie> movies) {
        try {
            Path folder = Files.createTempDirectory("movie-index");
            build(folder, movies, "v1");
            return new TestIndex(MovieIndex.open(folder).orElseThrow(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void build(Path folder, Collection<Movie> movies, String version) throws IOException {
        try (MovieIndexBuilder builder = new MovieIndexBuilder(folder, JsonMapper.shared())) {
            for (Movie movie : movies) {
                builder.add(movie);
            }
            builder.finish(version);
        }
    }

    /** All real movies; built once, only where a test needs them. */
    static final class Real {

        static final List<Movie> ALL = SampleMovies.real();
        static final TestIndex INDEX = build();

        private Real() {}

        /** In another order than they come to stand in. */
        private static TestIndex build() {
            List<Movie> shuffled = new ArrayList<>(ALL);
            Collections.shuffle(shuffled, new Random(3));
            TestIndex index = of(shuffled);
            Runtime.getRuntime().addShutdownHook(new Thread(index::close));
            return index;
        }
    }

    /** The ids of a list, in its order. */
    List<Long> ids(MovieFilter filter) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            MovieList list = index.list(filter);
            list.writeTo(out, Shape.of(Set.of()));
            List<Long> ids = JsonMapper.shared()
                    .readTree(out.toByteArray())
                    .valueStream()
                    .map(movie -> movie.get("id").asLong())
                    .toList();
            if (ids.size() != list.size()) {
                throw new AssertionError("%d movies in a list of size %d".formatted(ids.size(), list.size()));
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SearchResult search(String text, MovieFilter filter, Sort sort, Cursor after, int limit, Facet... facets) {
        try {
            return index.search(new MovieQuery(text, filter, sort, Optional.ofNullable(after), limit, Set.of(facets)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids of all pages. */
    List<Long> pages(String text, MovieFilter filter, Sort sort, int limit) {
        List<Long> ids = new ArrayList<>();
        Cursor after = null;
        do {
            SearchResult page = search(text, filter, sort, after, limit);
            page.movies().forEach(movie -> ids.add(movie.id()));
            after = page.next()
                    .map(next -> Cursor.decode(next.encode("b"), "b", sort))
                    .orElse(null);
        } while (after != null);
        return ids;
    }

    static JsonNode json(MovieJson movie) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            movie.writeTo(out, Shape.RESOURCE);
            return JsonMapper.shared().readTree(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            index.close();
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package fusion.movies.index;

import fusion.movies.TestFilms;
import fusion.movies.movie.Movie;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Movies for the index's tests: made for a case, the few of the tests' data set, and where the machine has them all real ones. */
final class SampleMovies {

    private SampleMovies() {}

    static List<Movie> real() {
        try (GZIPInputStream json = new GZIPInputStream(Files.newInputStream(TestFilms.REAL))) {
            return read(json);
        } catch (IOException e) {
            throw new IllegalStateException(TestFilms.REAL + " cannot be read.", e);
        }
    }

    static List<Movie> hardToFind() {
        try (InputStream json = SampleMovies.class.getResourceAsStream("/films.json")) {
            return read(json);
        } catch (IOException e) {
            throw new IllegalStateException("films.json cannot be read.", e);
        }
    }

    static Movie titled(long id, String title, Long year) {
        return new Movie(id, title, year, List.of(), List.of(), null, null, null, null, null, id);
    }

    static Movie cast(long id, String title, Long year, String... cast) {
        return new Movie(id, title, year, List.of(cast), List.of("Drama"), null, null, null, null, null, id);
    }

    private static List<Movie> read(InputStream json) {
        List<Movie> movies = new ArrayList<>();
        for (JsonNode row : JsonMapper.shared().readTree(json)) {
            movies.add(movie(row, movies.size() + 1));
        }
        return movies;
    }

    private static Movie movie(JsonNode row, long position) {
        return new Movie(
                idAt(position),
                row.get("title").asString(),
                row.get("year").asLong(),
                texts(row.get("cast")),
                texts(row.get("genres")),
                row.path("href").asString(null),
                row.path("extract").asString(null),
                row.path("thumbnail").asString(null),
                number(row, "thumbnail_width"),
                number(row, "thumbnail_height"),
                position);
    }

    /** Unique, and in another order than the positions, as the loader's ids are. */
    private static long idAt(long position) {
        return position * 0x5DEECE66DL & (1L << 52) - 1;
    }

    private static Long number(JsonNode row, String field) {
        return row.has(field) ? row.get(field).asLong() : null;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}

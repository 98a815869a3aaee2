package fusion.movies.load;

import fusion.movies.movie.Movie;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Buffers the movies of a source in memory while all of them fit, so that it is parsed once. */
final class MovieBuffer {

    /** The size of two records with their boxed numbers and their two lists, and of a string with its array: on a 64-bit JVM, rounded up. */
    private static final int BYTES_PER_MOVIE = 320;

    private static final int BYTES_PER_TEXT = 56;

    private final long capacity;
    private final List<IdentifiedMovie> movies = new ArrayList<>();
    private long bytes;

    /** @param capacity in bytes; 0 keeps nothing */
    MovieBuffer(long capacity) {
        this.capacity = capacity;
    }

    /** The keys and digests of movies that are kept are computed here, while the next ones are parsed. */
    void add(Movie movie) {
        if (isFull()) {
            return;
        }
        IdentifiedMovie identified = IdentifiedMovie.of(movie);
        bytes += size(movie) + size(identified.key().text());
        if (isFull()) {
            movies.clear();
        } else {
            movies.add(identified);
        }
    }

    /** Empty if not all of them fit. */
    Optional<List<IdentifiedMovie>> movies() {
        return isFull() ? Optional.empty() : Optional.of(movies);
    }

    private boolean isFull() {
        return bytes >= capacity;
    }

    private static long size(Movie movie) {
        long bytes = BYTES_PER_MOVIE
                + size(movie.title())
                + size(movie.href())
                + size(movie.extract())
                + size(movie.thumbnail());
        for (String name : orEmpty(movie.cast())) {
            bytes += size(name);
        }
        for (String genre : orEmpty(movie.genres())) {
            bytes += size(genre);
        }
        return bytes;
    }

    private static List<String> orEmpty(@Nullable List<String> texts) {
        return texts == null ? List.of() : texts;
    }

    private static long size(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        return BYTES_PER_TEXT + (long) text.length() * (isLatin1(text) ? Byte.BYTES : Character.BYTES);
    }

    /** Whether the JVM stores the text with one byte per character. */
    private static boolean isLatin1(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }
}

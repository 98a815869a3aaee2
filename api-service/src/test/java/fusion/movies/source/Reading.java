package fusion.movies.source;

import fusion.movies.movie.Movie;
import fusion.movies.movie.StoredMovie;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Reads the bytes of a source, and records the outcome. */
record Reading(List<Movie> movies, List<String> rejected, boolean isEndMarked) {

    static Reading of(byte[] bytes) {
        return of(bytes, 1 << 30);
    }

    static Reading of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Reading of(byte[] bytes, long maxBytes) {
        List<Movie> movies = new ArrayList<>();
        List<String> rejected = new ArrayList<>();
        SourceReader reader = new SourceReader(maxBytes, row -> {
            switch (row) {
                case Row.Accepted(Movie movie) -> movies.add(movie);
                case Row.Stored(StoredMovie stored) -> movies.add(stored.movie());
                case Row.Rejected(long position, String fault) -> rejected.add("row " + position + ": " + fault);
            }
        });
        try {
            reader.read(new RawStream(new ByteArrayInputStream(bytes), maxBytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reading(movies, rejected, reader.isEndMarked());
    }

    List<String> titles() {
        return movies.stream().map(Movie::title).toList();
    }

    static byte[] gzip(byte[]... members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] member : members) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(member);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bytes.toByteArray();
    }
}

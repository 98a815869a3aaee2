package fusion.movies.movie;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A digest of a movie's content: everything that a source has, without id and position. */
public final class ContentDigest {

    /** Raise it when the digest covers other values; each load then writes every movie again. */
    private static final int FORMAT = 1;

    private ContentDigest() {}

    public static long of(Movie movie) {
        return of(movie, movie.href());
    }

    /** As in the manually created table, which has no column for the article. */
    public static long withoutHref(Movie movie) {
        return of(movie, null);
    }

    private static long of(Movie movie, @Nullable String href) {
        return new Sha256()
                .add(FORMAT)
                .add(movie.title())
                .add(movie.year())
                .add(present(movie.cast()))
                .add(present(movie.genres()))
                .add(href)
                .add(movie.extract())
                .add(movie.thumbnail())
                .add(movie.thumbnailWidth())
                .add(movie.thumbnailHeight())
                .first64Bits();
    }

    private static List<String> present(@Nullable List<String> texts) {
        return texts == null ? List.of() : texts;
    }
}

package fusion.movies.load;

import fusion.movies.movie.ContentDigest;
import fusion.movies.movie.Movie;
import fusion.movies.movie.NaturalKey;
import fusion.movies.movie.StoredMovie;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row to be written.
 *
 * @param movie with its id
 * @param storedDigest digest of a backup's row, absent if it has none; for any other row the writing thread computes the digest
 * @param oldRows ids of rows of an old table for this movie, deleted when it is written
 */
record PendingWrite(
        Kind kind,
        Movie movie,
        @Nullable String naturalKey,
        @Nullable Long storedDigest,
        List<Long> oldRows) {

    enum Kind {
        NEW,
        CHANGED,
        /** It is in an old table and in no source. */
        KEPT,
        /** It is of a backup, and not in the table. */
        RESTORED,
        /** A row of a backup that exists in the table, changed or not. */
        REPLACED
    }

    private static final long NO_POSITION = 0;

    static PendingWrite added(NaturalKey key, Movie movie, List<Long> oldRows) {
        return of(Kind.NEW, key, movie, movie.position(), oldRows);
    }

    static PendingWrite changed(NaturalKey key, Movie movie, List<Long> oldRows) {
        return of(Kind.CHANGED, key, movie, movie.position(), oldRows);
    }

    static PendingWrite kept(NaturalKey key, Movie movie, long oldRow) {
        return of(Kind.KEPT, key, movie, NO_POSITION, List.of(oldRow));
    }

    static PendingWrite restored(StoredMovie row) {
        return ofBackup(Kind.RESTORED, row);
    }

    static PendingWrite replaced(StoredMovie row) {
        return ofBackup(Kind.REPLACED, row);
    }

    private static PendingWrite ofBackup(Kind kind, StoredMovie row) {
        return new PendingWrite(kind, row.movie(), row.naturalKey(), row.contentDigest(), List.of());
    }

    private static PendingWrite of(
            Kind kind, NaturalKey key, Movie movie, @Nullable Long position, List<Long> oldRows) {
        Movie row = new Movie(
                key.id(),
                movie.title(),
                movie.year(),
                movie.cast(),
                movie.genres(),
                movie.href(),
                movie.extract(),
                movie.thumbnail(),
                movie.thumbnailWidth(),
                movie.thumbnailHeight(),
                position);
        return new PendingWrite(kind, row, key.text(), null, oldRows);
    }

    long id() {
        return Objects.requireNonNull(movie.id());
    }

    @Nullable
    Long contentDigest() {
        return isOfBackup() ? storedDigest : Long.valueOf(ContentDigest.of(movie));
    }

    boolean mayBeCopied() {
        return (kind == Kind.NEW || kind == Kind.RESTORED) && CopyRows.canHold(movie);
    }

    boolean isOfBackup() {
        return kind == Kind.RESTORED || kind == Kind.REPLACED;
    }
}

package fusion.movies.load;

import fusion.movies.movie.ContentDigest;
import fusion.movies.movie.Movie;
import fusion.movies.movie.NaturalKey;
import fusion.movies.movie.StoredMovie;
import java.util.List;

/**
 * A row to be written.
 *
 * @param oldRows ids of rows of an old table that are this movie, and go when it comes
 */
record PendingWrite(Kind kind, StoredMovie row, List<Long> oldRows) {

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
        return new PendingWrite(Kind.RESTORED, row, List.of());
    }

    static PendingWrite replaced(StoredMovie row) {
        return new PendingWrite(Kind.REPLACED, row, List.of());
    }

    private static PendingWrite of(Kind kind, NaturalKey key, Movie movie, Long position, List<Long> oldRows) {
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
        return new PendingWrite(kind, new StoredMovie(row, key.text(), ContentDigest.of(movie)), oldRows);
    }

    long id() {
        return movie().id();
    }

    Movie movie() {
        return row.movie();
    }

    boolean mayBeCopied() {
        return (kind == Kind.NEW || kind == Kind.RESTORED) && CopyRows.canHold(movie());
    }

    boolean isOfBackup() {
        return kind == Kind.RESTORED || kind == Kind.REPLACED;
    }
}

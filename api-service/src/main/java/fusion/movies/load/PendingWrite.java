package fusion.movies.load;

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
 * @param contentDigest absent in a row of a backup that has none
 * @param oldRows ids of rows of an old table for this movie, deleted when it is written
 * @param mayBeCopied whether COPY can write it: else INSERT does
 */
record PendingWrite(
        Kind kind,
        Movie movie,
        @Nullable String naturalKey,
        @Nullable Long contentDigest,
        List<Long> oldRows,
        boolean mayBeCopied) {

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

    static PendingWrite added(NaturalKey key, IdentifiedMovie movie, List<Long> oldRows) {
        return of(Kind.NEW, key, movie, movie.movie().position(), oldRows);
    }

    static PendingWrite changed(NaturalKey key, IdentifiedMovie movie, List<Long> oldRows) {
        return of(Kind.CHANGED, key, movie, movie.movie().position(), oldRows);
    }

    static PendingWrite kept(NaturalKey key, Movie movie, long oldRow) {
        return of(Kind.KEPT, key, IdentifiedMovie.of(movie), NO_POSITION, List.of(oldRow));
    }

    static PendingWrite restored(StoredMovie row) {
        return ofBackup(Kind.RESTORED, row);
    }

    static PendingWrite replaced(StoredMovie row) {
        return ofBackup(Kind.REPLACED, row);
    }

    private static PendingWrite ofBackup(Kind kind, StoredMovie row) {
        boolean mayBeCopied = kind == Kind.RESTORED && CopyRows.canHold(row.movie());
        return new PendingWrite(kind, row.movie(), row.naturalKey(), row.contentDigest(), List.of(), mayBeCopied);
    }

    private static PendingWrite of(
            Kind kind, NaturalKey key, IdentifiedMovie identified, @Nullable Long position, List<Long> oldRows) {
        Movie movie = identified.movie();
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
        boolean mayBeCopied = kind == Kind.NEW && identified.mayBeCopied();
        return new PendingWrite(kind, row, key.text(), identified.contentDigest(), oldRows, mayBeCopied);
    }

    long id() {
        return Objects.requireNonNull(movie.id());
    }

    boolean isOfBackup() {
        return kind == Kind.RESTORED || kind == Kind.REPLACED;
    }
}

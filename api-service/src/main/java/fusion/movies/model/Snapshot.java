package fusion.movies.model;

import fusion.movies.index.MovieIndex;
import java.time.Duration;

/** The read model as seen by one request, from its first lookup to the last byte of the response; released when that is sent. */
public final class Snapshot implements AutoCloseable {

    private final MovieIndex index;
    private final String tag;
    private final Duration age;

    Snapshot(MovieIndex index, String tag, Duration age) {
        this.index = index;
        this.tag = tag;
        this.age = age;
    }

    public MovieIndex index() {
        return index;
    }

    /** Identifies the version of the movies: equal tags mean equal responses. */
    public String tag() {
        return tag;
    }

    /** Time since the snapshot was last confirmed to match the database. */
    public Duration age() {
        return age;
    }

    @Override
    public void close() {
        index.decRef();
    }
}

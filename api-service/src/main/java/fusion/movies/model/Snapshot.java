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

    /** Names the state of the movies: the same tag, the same answers. */
    public String tag() {
        return tag;
    }

    /** Since the database was last seen to hold these movies. */
    public Duration age() {
        return age;
    }

    @Override
    public void close() {
        index.decRef();
    }
}

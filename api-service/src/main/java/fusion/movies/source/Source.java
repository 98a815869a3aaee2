package fusion.movies.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read more than once: to check them, to judge them, and only then to load them. */
interface Source extends Closeable {

    InputStream open() throws IOException;

    /** Whether whatever delivered the bytes has told where they end, as a Content-Length does. */
    default boolean isLengthKnown() {
        return false;
    }

    /** Removes what was fetched. */
    @Override
    default void close() throws IOException {}
}

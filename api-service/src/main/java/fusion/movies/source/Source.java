package fusion.movies.source;

import fusion.movies.archive.Manifest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Bytes that can be read more than once: to check them, to judge them, and only then to load them. */
interface Source extends Closeable {

    InputStream open() throws IOException;

    /** Whether whatever delivered the bytes has told where they end, as a Content-Length does. */
    default boolean isLengthKnown() {
        return false;
    }

    /** What is known of the bytes where they are a backup. */
    default Optional<Manifest> manifest() {
        return Optional.empty();
    }

    /** Removes what was fetched. */
    @Override
    default void close() throws IOException {}
}

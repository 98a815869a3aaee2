package fusion.movies.source;

import fusion.movies.archive.Manifest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Bytes that can be read more than once: to verify, to validate, and only then to load them. */
interface Source extends Closeable {

    InputStream open() throws IOException;

    /** Whether the end of the bytes is known from their transport, such as a Content-Length. */
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

package fusion.movies.source;

import fusion.movies.archive.Manifest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Bytes that can be read more than once: they are verified and validated before they are loaded. */
interface Source extends Closeable {

    InputStream open() throws IOException;

    /** Whether the end of the bytes is known from their transport, such as a Content-Length. */
    default boolean isLengthKnown() {
        return false;
    }

    /** The manifest, if the bytes are a backup. */
    default Optional<Manifest> manifest() {
        return Optional.empty();
    }

    /** Deletes the fetched files. */
    @Override
    default void close() throws IOException {}
}

package fusion.movies.http;

import java.io.IOException;
import java.io.OutputStream;

/** A response that writes its own JSON. */
@FunctionalInterface
public interface JsonBody {

    void writeTo(OutputStream out) throws IOException;

    /** Whether it is streamed in pieces: the longest list has 23 MB, and several clients may request it at once. */
    default boolean isLong() {
        return false;
    }
}

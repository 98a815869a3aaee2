package fusion.movies.http;

import java.io.IOException;
import java.io.OutputStream;

/** An answer that writes its own JSON, piece by piece: the longest list is 23 MB, and many may ask for it at once. */
@FunctionalInterface
public interface JsonBody {

    void writeTo(OutputStream out) throws IOException;
}

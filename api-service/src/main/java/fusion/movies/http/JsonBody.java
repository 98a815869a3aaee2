package fusion.movies.http;

import java.io.IOException;
import java.io.OutputStream;

/** A response that streams its own JSON: the longest list has 23 MB, and several clients may request it at once. */
@FunctionalInterface
public interface JsonBody {

    void writeTo(OutputStream out) throws IOException;
}

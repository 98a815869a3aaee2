package fusion.movies.index;

import fusion.movies.movie.Shape;
import java.io.IOException;
import java.io.OutputStream;

/** Movies in the old routes' order. They are read from the index while they are written, so its reference must be held until then. */
public interface MovieList {

    int size();

    /** As a JSON array, in pieces of bounded size. */
    void writeTo(OutputStream out, Shape shape) throws IOException;
}

package fusion.movies.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An answer that can be sent again. */
sealed interface Answer permits WholeAnswer, FilmAnswer {

    void send(HttpServletResponse response) throws IOException;
}

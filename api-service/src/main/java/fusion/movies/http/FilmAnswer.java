package fusion.movies.http;

import fusion.movies.film.FilmJson;
import fusion.movies.film.FilmJson.Shape;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;

/** An answer that is films with commas between them, a head before and a tail behind. */
record FilmAnswer(String head, List<FilmJson> films, Shape shape, String tail) implements Answer {

    @Override
    public void send(HttpServletResponse response) throws IOException {
        var length = utf8Length(head) + Math.max(films.size() - 1, 0) + utf8Length(tail);
        for (var film : films) {
            length += film.length(shape);
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(length);
        var buffer = new FilmBuffer(response.getOutputStream(), length);
        buffer.text(head);
        for (var film : films) {
            buffer.film(film, shape);
        }
        buffer.text(tail);
        buffer.flush();
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

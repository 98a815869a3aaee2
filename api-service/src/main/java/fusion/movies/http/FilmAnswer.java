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

    static final byte[] COMMA = {','};

    @Override
    public void send(HttpServletResponse response) throws IOException {
        var start = head.getBytes(StandardCharsets.UTF_8);
        var end = tail.getBytes(StandardCharsets.UTF_8);
        var length = start.length + Math.max(films.size() - 1, 0) + end.length;
        for (var film : films) {
            length += film.length(shape);
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(length);
        var buffer = new FilmBuffer(response.getOutputStream(), length);
        buffer.bytes(start);
        for (var number = 0; number < films.size(); number++) {
            if (number > 0) {
                buffer.bytes(COMMA);
            }
            buffer.film(films.get(number), shape);
        }
        buffer.bytes(end);
        buffer.flush();
    }
}

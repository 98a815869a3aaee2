package fusion.movies.http;

import fusion.movies.film.FilmJson;
import fusion.movies.film.FilmJson.Shape;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.util.WebUtils;

/**
 * Writes an answer in JSON that is films with commas between them, a head before and a tail behind. Where answers are kept,
 * such a one is kept by its films, which it has in common with others.
 */
public final class FilmOutput {

    private static final int EXPECTED = 2048;

    private final String head;
    private final Shape shape;
    private final FilmBuffer buffer;
    private final AnswerResponse keeper;
    /** Null where it is known that the answer is not kept by its films. */
    private List<FilmJson> films;

    private int length;

    public FilmOutput(HttpServletResponse response, String head, Shape shape) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        this.head = head;
        this.shape = shape;
        keeper = WebUtils.getNativeResponse(response, AnswerResponse.class);
        films = keeper != null && keeper.takeFilms() ? new ArrayList<>() : null;
        buffer = new FilmBuffer(response.getOutputStream(), EXPECTED);
        buffer.text(head);
    }

    public void film(FilmJson film) throws IOException {
        buffer.film(film, shape);
        if (films != null) {
            length += film.length(shape);
            films.add(film);
            films = length <= keeper.longestKept() ? films : null;
        }
    }

    /** Not called where films are missing: an answer cut short must not look whole. */
    public void end(String tail) throws IOException {
        buffer.text(tail);
        buffer.flush();
        if (films != null) {
            keeper.keep(new FilmAnswer(head, films, shape, tail));
        }
    }
}

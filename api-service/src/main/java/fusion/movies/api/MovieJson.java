package fusion.movies.api;

import fusion.movies.film.FilmJson;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes the JSON of a film. Not done by {@link Movie} itself: Spring Data takes whatever its methods name for part of the table. */
@Component
class MovieJson {

    private final JsonMapper json;

    MovieJson(JsonMapper json) {
        this.json = json;
    }

    FilmJson of(Movie movie) {
        return FilmJson.of(
                json,
                movie.id(),
                movie.title(),
                movie.year(),
                movie.castList(),
                movie.genres(),
                movie.extract(),
                movie.thumbnail(),
                movie.thumbnailWidth(),
                movie.thumbnailHeight(),
                // The source has the last part of the address, percent-encoded as Wikipedia has it.
                movie.href() == null ? null : "https://en.wikipedia.org/wiki/" + movie.href());
    }

    /** A text in quotes, or null. */
    String of(String text) {
        return json.writeValueAsString(text);
    }
}

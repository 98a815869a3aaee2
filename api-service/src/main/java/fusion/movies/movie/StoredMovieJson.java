package fusion.movies.movie;

import static fusion.movies.movie.StoredMovie.PROPERTY;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A row of the table as a line of a backup: first the columns that no source has, so that the loader recognizes a row
 * at once, then the movie in the format of any source.
 */
public final class StoredMovieJson {

    private StoredMovieJson() {}

    public static void write(StoredMovie row, JsonGenerator json) {
        Movie movie = row.movie();
        json.writeStartObject();
        json.writeObjectPropertyStart(PROPERTY);
        number(json, "id", movie.id());
        number(json, "position", movie.position());
        json.writeStringProperty("natural_key", row.naturalKey());
        number(json, "content_digest", row.contentDigest());
        json.writeEndObject();
        json.writeStringProperty("title", movie.title());
        number(json, "year", movie.year());
        texts(json, "cast", movie.cast());
        texts(json, "genres", movie.genres());
        json.writeStringProperty("href", movie.href());
        json.writeStringProperty("extract", movie.extract());
        json.writeStringProperty("thumbnail", movie.thumbnail());
        number(json, "thumbnail_width", movie.thumbnailWidth());
        number(json, "thumbnail_height", movie.thumbnailHeight());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, @Nullable Long number) {
        json.writeName(name);
        if (number == null) {
            json.writeNull();
        } else {
            json.writeNumber(number);
        }
    }

    private static void texts(JsonGenerator json, String name, @Nullable List<String> texts) {
        json.writeName(name);
        if (texts == null) {
            json.writeNull();
            return;
        }
        json.writeStartArray();
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}

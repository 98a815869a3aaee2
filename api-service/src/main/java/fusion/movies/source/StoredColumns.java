package fusion.movies.source;

import fusion.movies.movie.StoredMovie;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The columns of a backup's row that no source has. Their presence marks a row of the table, which is accepted
 * unchanged.
 *
 * @param naturalKey absent in a row that no load has written, like position and digest
 */
record StoredColumns(
        long id,
        @Nullable Long position,
        @Nullable String naturalKey,
        @Nullable Long contentDigest) {

    /** Reads an object from its start, and leaves the parser at its end. */
    static void read(JsonParser json, MovieDraft draft) {
        Long id = null;
        Long position = null;
        String naturalKey = null;
        Long digest = null;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> id = number(json, draft, name);
                case "position" -> position = number(json, draft, name);
                case "natural_key" -> naturalKey = text(json, draft, name);
                case "content_digest" -> digest = number(json, draft, name);
                default -> json.skipChildren(); // from a later release
            }
        }
        if (id == null) {
            draft.wrong(StoredMovie.PROPERTY + " has no id");
        } else {
            draft.stored(new StoredColumns(id, position, naturalKey, digest));
        }
    }

    private static @Nullable Long number(JsonParser json, MovieDraft draft, String name) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return json.getLongValue();
        }
        JsonMovies.wrong(json, draft, StoredMovie.PROPERTY + "." + name, "a 64-bit integer");
        return null;
    }

    private static @Nullable String text(JsonParser json, MovieDraft draft, String name) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        JsonMovies.wrong(json, draft, StoredMovie.PROPERTY + "." + name, "a string");
        return null;
    }
}

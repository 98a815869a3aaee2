package fusion.movies.source;

import static fusion.movies.source.MovieDraft.shown;

import fusion.movies.movie.StoredMovie;
import fusion.movies.source.MovieDraft.Field;
import java.io.Reader;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads one JSON value as a movie, and always leaves the parser at the end of the value, whether or not it is valid. */
final class JsonMovies {

    /**
     * Far above the limit of a row, so that a row that is too long is rejected by name, and far below the available
     * memory.
     */
    static final int LONGEST_VALUE = 4 * 1024 * 1024;

    static final int DEEPEST_NESTING = 100;
    static final int LONGEST_NUMBER = 1_000;

    /**
     * Leaves the source open, because its last bytes are read after the last row. Accepts NaN, which pandas and Python
     * write for missing values.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_VALUE)
                    .maxNestingDepth(DEEPEST_NESTING)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private JsonMovies() {}

    static JsonParser parser(Reader text) {
        return JSON.createParser(ObjectReadContext.empty(), text);
    }

    static MovieDraft read(JsonParser json) {
        MovieDraft draft = new MovieDraft();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            draft.wrong("the row is " + described(json) + ", not an object");
            json.skipChildren();
            return draft;
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            Optional<Field> field = Field.named(name);
            json.nextToken();
            if (name.equals(StoredMovie.PROPERTY) && json.currentToken() == JsonToken.START_OBJECT) {
                StoredColumns.read(json, draft);
            } else if (field.isEmpty()) {
                json.skipChildren();
            } else {
                draft.see(field.get());
                value(json, draft, field.get());
            }
        }
        return draft;
    }

    private static void value(JsonParser json, MovieDraft draft, Field field) {
        if (isNothing(json)) {
            return;
        }
        if (field.isList()) {
            list(json, draft, field);
        } else if (field.isNumber()) {
            if (json.currentToken().isNumeric()) {
                draft.number(field, json.getString());
            } else {
                wrong(json, draft, field.toString(), "an integer");
            }
        } else if (json.currentToken() == JsonToken.VALUE_STRING) {
            draft.text(field, json.getString());
        } else {
            wrong(json, draft, field.toString(), "a string");
        }
    }

    private static void list(JsonParser json, MovieDraft draft, Field field) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            wrong(json, draft, field.toString(), "a list of strings");
            return;
        }
        MovieDraft.Entries entries = draft.entries(field);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                entries.add(json.getString());
            } else if (isNothing(json)) {
                entries.addNothing();
            } else {
                wrong(json, draft, "an entry of " + field, "a string");
            }
        }
        entries.end();
    }

    static void wrong(JsonParser json, MovieDraft draft, String what, String expected) {
        draft.wrong(what + " is " + described(json) + ", not " + expected);
        json.skipChildren();
    }

    private static boolean isNothing(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL
                || (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && MovieDraft.isMissing(json.getString()));
    }

    private static String described(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "the string " + shown(json.getString());
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> json.getString();
            default -> MovieDraft.cut(json.getString());
        };
    }
}

package fusion.movies.load;

import fusion.movies.movie.Movie;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one movie, and whatever its faults may be, leaves the parser at the end of its row. */
final class MovieParser {

    private static final int LONGEST_TITLE = 2_000;
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_TEXT = 100_000;
    private static final int MOST_NAMES = 2_000;
    private static final long LATEST_YEAR = 9_999;

    private final JsonParser json;
    private String fault;

    MovieParser(JsonParser json) {
        this.json = json;
    }

    /** The first fault of the row that was read last; null where it had none. */
    String fault() {
        return fault;
    }

    /** @return the movie, or null where the row has a fault */
    Movie read(long position) {
        fault = null;
        if (json.currentToken() != JsonToken.START_OBJECT) {
            wrong("the row is " + shown() + ", not an object");
            json.skipChildren();
            return null;
        }
        String title = null;
        Long year = null;
        List<String> cast = List.of();
        List<String> genres = List.of();
        String href = null;
        String extract = null;
        String thumbnail = null;
        Long width = null;
        Long height = null;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "title" -> title = text(field, LONGEST_TITLE);
                case "year" -> year = number(field, LATEST_YEAR);
                case "cast" -> cast = texts(field);
                case "genres" -> genres = texts(field);
                case "href" -> href = text(field, LONGEST_TITLE);
                case "extract" -> extract = text(field, LONGEST_TEXT);
                case "thumbnail" -> thumbnail = text(field, LONGEST_TEXT);
                case "thumbnail_width" -> width = number(field, Integer.MAX_VALUE);
                case "thumbnail_height" -> height = number(field, Integer.MAX_VALUE);
                default -> json.skipChildren();
            }
        }
        if (title == null || title.isBlank()) {
            wrong("title is missing");
        }
        return fault == null
                ? new Movie(null, title, year, cast, genres, href, extract, thumbnail, width, height, position)
                : null;
    }

    private String text(String field, int longest) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            wrong(field + " is " + shown() + ", not text");
            json.skipChildren();
            return null;
        }
        String text = json.getString();
        if (text.length() > longest) {
            wrong(field + " has " + text.length() + " characters, more than " + longest);
        } else if (text.indexOf('\0') >= 0) {
            wrong(field + " holds the character NUL, which no database stores");
        } else if (holdsHalfACharacter(text)) {
            wrong(field + " holds half a character (a surrogate by itself)");
        }
        return text;
    }

    private List<String> texts(String field) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            wrong(field + " is " + shown() + ", not a list of texts");
            json.skipChildren();
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String text = text("an entry of " + field, LONGEST_NAME);
            if (texts.size() == MOST_NAMES) {
                wrong(field + " has more than " + MOST_NAMES + " entries");
            } else if (text != null && fault == null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    private Long number(String field, long largest) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            wrong(field + " is " + shown() + ", not a whole number");
            json.skipChildren();
            return null;
        }
        // Compared as text length first: a number may be longer than any number type.
        if (json.getStringLength() > 10 || json.getLongValue() < 0 || json.getLongValue() > largest) {
            wrong(field + " is " + shown() + ", not between 0 and " + largest);
            return null;
        }
        return json.getLongValue();
    }

    private void wrong(String sentence) {
        if (fault == null) {
            fault = sentence;
        }
    }

    private String shown() {
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "the text '" + shortened(json.getString()) + "'";
            case VALUE_NULL -> "null";
            default -> shortened(json.getString());
        };
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static boolean holdsHalfACharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}

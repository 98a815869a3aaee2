package fusion.movies.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/** A JSON source: an array of movies, or consecutive values. */
final class JsonSource {

    /** A longer first line has many movies, and is not the start of one that spans many lines. */
    private static final int LONGEST_HEAD = 1024 * 1024;

    private final Rows rows;

    JsonSource(Rows rows) {
        this.rows = rows;
    }

    void array(BufferedReader text) {
        try (JsonParser json = JsonMovies.parser(text)) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                rows.add(JsonMovies.read(json));
            }
            if (json.nextToken() != null) {
                throw rows.goesOn(json.currentTokenLocation());
            }
        }
    }

    /** If no movie spans lines, a broken one only costs its own line. */
    void values(BufferedReader text) throws IOException {
        if (isFirstValueLaidOut(text)) {
            try (JsonParser json = JsonMovies.parser(text)) {
                while (json.nextToken() != null) {
                    rows.add(JsonMovies.read(json));
                }
            }
        } else {
            lines(new LineReader(text));
        }
    }

    private void lines(LineReader lines) throws IOException {
        while (lines.next()) {
            try (JsonParser json = JsonMovies.parser(lines)) {
                while (json.nextToken() != null) {
                    rows.add(JsonMovies.read(json));
                }
            } catch (JacksonIOException e) {
                throw e;
            } catch (JacksonException e) {
                if (Rows.isCutOff(e) && lines.isLast()) {
                    throw rows.cutOff(e);
                }
                rows.reject(e, lines.line());
            }
        }
    }

    private static boolean isFirstValueLaidOut(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEAD);
        StringBuilder head = new StringBuilder();
        int c = text.read();
        while (c >= 0 && c != '\n' && c != '\r' && head.length() < LONGEST_HEAD - 1) {
            head.append((char) c);
            c = text.read();
        }
        text.reset();
        if (c != '\n' && c != '\r') {
            return false;
        }
        try (JsonParser json = JsonMovies.parser(new StringReader(head.toString()))) {
            while (json.nextToken() != null) {
                json.skipChildren();
            }
            return false;
        } catch (JacksonException e) {
            return Rows.isCutOff(e);
        }
    }
}

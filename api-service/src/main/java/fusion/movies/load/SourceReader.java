package fusion.movies.load;

import static fusion.movies.load.LoadException.Reason.SourceCutOff;
import static fusion.movies.load.LoadException.Reason.SourceMalformed;

import fusion.movies.movie.Movie;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * The rows of a source: a JSON array of movies or a movie a line, gzipped or not. One row is in memory at a time. A bad row is rejected; an array whose
 * JSON is broken ends the load, since where its next row begins cannot be known.
 */
final class SourceReader {

    /** Far above what a row may hold, so that a row that is too long is rejected by name, and far below what memory holds. */
    private static final int LONGEST_VALUE = 4 * 1024 * 1024;

    private static final int DEEPEST_NESTING = 100;

    private static final int BUFFER = 64 * 1024;
    private static final int END = -1;
    private static final String SHOULD_HOLD = "; it should hold a JSON array of movies, or a movie a line.";
    private static final int BYTE_ORDER_MARK = 0xEF;

    /** It leaves the source open, whose last bytes are read after the last row. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_VALUE)
                    .maxNestingDepth(DEEPEST_NESTING)
                    .build())
            .build();

    private final long maxBytes;
    private final RowVisitor visitor;
    private long position;

    SourceReader(long maxBytes, RowVisitor visitor) {
        this.maxBytes = maxBytes;
        this.visitor = visitor;
    }

    void read(InputStream source) throws IOException {
        try {
            rows(source);
        } catch (UnexpectedEndOfInputException | EOFException e) {
            throw new LoadException(
                    SourceCutOff,
                    "The source ends in the middle of row " + (position + 1)
                            + "; fetch it again, or give its sha256 so that this is seen at once.",
                    e);
        } catch (StreamConstraintsException e) {
            throw new LoadException(
                    SourceMalformed,
                    "Row " + (position + 1) + " of the source holds a text of more than " + LONGEST_VALUE
                            + " bytes or more than " + DEEPEST_NESTING
                            + " levels of nesting, which no movie has; a source should hold movies alone.",
                    e);
        } catch (JacksonException e) {
            throw malformed(e);
        } catch (ZipException e) {
            throw new LoadException(
                    SourceMalformed,
                    "The source begins like gzip and breaks after row " + position + ": " + e.getMessage() + ".",
                    e);
        }
    }

    private void rows(InputStream source) throws IOException {
        BufferedInputStream text = new BufferedInputStream(new LimitedStream(unpacked(source), maxBytes), BUFFER);
        int first = firstByte(text);
        switch (first) {
            case '[' -> array(text);
            case '{' -> lines(text);
            case END -> throw new LoadException(SourceCutOff, "The source is empty" + SHOULD_HOLD);
            default ->
                throw new LoadException(
                        SourceMalformed,
                        "The source begins with " + shown(first) + ", so it is neither JSON nor gzip" + SHOULD_HOLD);
        }
    }

    private static InputStream unpacked(InputStream source) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(source, BUFFER);
        bytes.mark(2);
        boolean isGzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return isGzip ? new GZIPInputStream(bytes, BUFFER) : bytes;
    }

    private static int firstByte(BufferedInputStream text) throws IOException {
        while (true) {
            text.mark(1);
            int first = text.read();
            if (first == BYTE_ORDER_MARK) {
                text.skipNBytes(2);
            } else if (first != ' ' && first != '\n' && first != '\r' && first != '\t') {
                text.reset();
                return first;
            }
        }
    }

    private void array(InputStream text) throws IOException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            MovieParser movie = new MovieParser(json);
            json.nextToken();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                row(movie);
            }
            if (json.nextToken() != null) {
                throw new LoadException(
                        SourceMalformed,
                        "The source goes on after its array of " + position + " movies; it should hold one array.");
            }
        } catch (JacksonIOException e) {
            throw e.getCause(); // of the gzip around the JSON
        }
    }

    private void lines(InputStream text) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
            int begin = 0;
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    add(line, buffer, begin, i);
                    line(line.toByteArray());
                    line.reset();
                    begin = i + 1;
                }
            }
            add(line, buffer, begin, read);
        }
        line(line.toByteArray());
    }

    /** Of a line that is too long no more than it takes to know that. */
    private static void add(ByteArrayOutputStream line, byte[] buffer, int begin, int end) {
        if (line.size() <= LONGEST_VALUE) {
            line.write(buffer, begin, end - begin);
        }
    }

    private void line(byte[] line) {
        if (new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
            return;
        }
        if (line.length > LONGEST_VALUE) {
            visitor.rejected(++position, "the line is longer than " + LONGEST_VALUE + " bytes");
            return;
        }
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
            json.nextToken();
            row(new MovieParser(json));
        } catch (JacksonException e) {
            visitor.rejected(++position, "the line is not JSON: " + e.getOriginalMessage());
        }
    }

    private void row(MovieParser parser) {
        Movie movie = parser.read(position + 1);
        position++;
        if (movie == null) {
            visitor.rejected(position, parser.fault());
        } else {
            visitor.movie(movie);
        }
    }

    private LoadException malformed(JacksonException e) {
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return new LoadException(
                SourceMalformed,
                "The source is not valid JSON in row " + (position + 1) + where + ": " + e.getOriginalMessage() + ".",
                e);
    }

    private static String shown(int value) {
        return value > ' ' && value < 127 ? "'" + (char) value + "'" : String.format("the byte 0x%02x", value);
    }
}

package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SourceCutOff;
import static fusion.movies.source.SourceException.Reason.SourceMalformed;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Reads the rows of a source: a JSON array, consecutive JSON values, or a table with a header; gzipped or not. Holds
 * one row and a few blocks of text in memory.
 *
 * <p>Every byte belongs to a movie, to white space between movies, or to a failure that names its position: the
 * rejection of a row, or a {@link SourceException} if the start of the next row is unknown.
 */
final class SourceReader {

    private static final String SHOULD_HOLD =
            "; it must contain a JSON array of movies, one movie per line, or a table (CSV, TSV) whose header has a column 'title'.";

    private final long maxBytes;
    private final Rows rows;
    private boolean isEndMarked;

    SourceReader(long maxBytes, Consumer<Row> consumer) {
        this.maxBytes = maxBytes;
        this.rows = new Rows(consumer);
    }

    /** Whether the format marks its end, like an array's bracket and gzip's trailer. */
    boolean isEndMarked() {
        return isEndMarked;
    }

    void read(InputStream source) throws IOException {
        Unpacking unpacking = new Unpacking(maxBytes);
        try (ReadAhead text = new ReadAhead(new SourceText(unpacking.unpack(source)))) {
            boolean isMarked = rows(new BufferedReader(text));
            isEndMarked = isMarked || unpacking.wasPacked();
        } catch (JacksonIOException e) {
            throw noGzip(Objects.requireNonNull(e.getCause()));
        } catch (JacksonException e) {
            throw rows.broken(e);
        } catch (IOException e) { // failures of the bytes are a SourceException
            throw noGzip(e);
        }
    }

    /** @return whether the format marks the end */
    private boolean rows(BufferedReader text) throws IOException {
        int first = firstCharacter(text);
        switch (first) {
            case '[' -> {
                new JsonSource(rows).array(json(text));
                return true;
            }
            case '{' -> new JsonSource(rows).values(json(text));
            case '<' ->
                throw new SourceException(
                        SourceMalformed, "The source is a web page, such as a login or an error page" + SHOULD_HOLD);
            case -1 -> throw new SourceException(SourceCutOff, "The source is empty" + SHOULD_HOLD);
            default -> {
                TableSource table = TableSource.of(text, rows)
                        .orElseThrow(() -> new SourceException(
                                SourceMalformed,
                                "The source begins with " + shown(first)
                                        + ", so it is neither JSON nor gzip, and its first line has no column 'title'"
                                        + SHOULD_HOLD));
                table.read(text);
            }
        }
        return false;
    }

    private BufferedReader json(BufferedReader text) {
        return new BufferedReader(new JsonText(text, rows));
    }

    private int firstCharacter(BufferedReader text) throws IOException {
        while (true) {
            text.mark(1);
            int first = text.read();
            if (first == '\n' || first == '\r') {
                rows.blankLine(first == '\r' && isLineFeedNext(text));
            } else if (first != ' ' && first != '\t') {
                if (first >= 0) {
                    text.reset();
                }
                return first;
            }
        }
    }

    private static boolean isLineFeedNext(BufferedReader text) throws IOException {
        text.mark(1);
        int next = text.read();
        if (next >= 0) {
            text.reset();
        }
        return next == '\n';
    }

    private SourceException noGzip(IOException e) {
        if (e instanceof EOFException) {
            return rows.cutOff(e);
        }
        return new SourceException(
                SourceMalformed,
                "The source starts as gzip and is corrupt after row " + rows.count() + ": "
                        + Trouble.message(e).replaceAll("\\.$", "") + ".",
                e);
    }

    private static String shown(int value) {
        return value > ' ' && value < 127 ? "'" + (char) value + "'" : String.format("the character U+%04X", value);
    }
}

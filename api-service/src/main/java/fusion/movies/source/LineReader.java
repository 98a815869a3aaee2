package fusion.movies.source;

import java.io.IOException;
import java.io.Reader;

/** Reads a source line by line, each through a reader that ends at LF, CR or both. */
final class LineReader extends Reader {

    private static final int BUFFER = 16 * 1024;

    private final Reader text;
    private final char[] buffer = new char[BUFFER];
    private int position;
    private int limit;
    private boolean isAtLineEnd = true;
    private boolean isAtTextEnd;
    private boolean isAfterReturn;
    private long line;

    LineReader(Reader text) {
        this.text = text;
    }

    /** Advances to the next line, skipping the rest of the current one. False after the last line. */
    boolean next() throws IOException {
        while (!isAtLineEnd) {
            skipToLineEnd();
        }
        if (isAfterReturn && fill() && buffer[position] == '\n') {
            position++;
        }
        isAfterReturn = false;
        if (!fill()) {
            return false;
        }
        line++;
        isAtLineEnd = false;
        return true;
    }

    /** Line number, from 1. */
    long line() {
        return line;
    }

    /** At the end of a line: whether the text ends there too, without a line break. */
    boolean isLast() throws IOException {
        while (!isAtLineEnd) {
            skipToLineEnd();
        }
        return isAtTextEnd;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (isAtLineEnd) {
            return -1;
        }
        if (!fill()) {
            endText();
            return -1;
        }
        int end = lineEnd();
        int read = Math.min(end - position, length);
        System.arraycopy(buffer, position, target, offset, read);
        position += read;
        if (read == 0) {
            endLine();
            return -1;
        }
        return read;
    }

    @Override
    public void close() {
        // The line ends, but the text continues.
    }

    private void skipToLineEnd() throws IOException {
        if (!fill()) {
            endText();
            return;
        }
        position = lineEnd();
        if (position < limit) {
            endLine();
        }
    }

    private void endText() {
        isAtLineEnd = true;
        isAtTextEnd = true;
    }

    private void endLine() {
        isAfterReturn = buffer[position++] == '\r';
        isAtLineEnd = true;
    }

    private int lineEnd() {
        int end = position;
        while (end < limit && buffer[end] != '\n' && buffer[end] != '\r') {
            end++;
        }
        return end;
    }

    private boolean fill() throws IOException {
        while (position == limit) {
            int read = text.read(buffer, 0, BUFFER);
            if (read < 0) {
                return false;
            }
            position = 0;
            limit = read;
        }
        return true;
    }
}

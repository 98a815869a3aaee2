package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SourceMalformed;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * The text of a table. Rejects control characters after a quote, which the CSV parser would skip as white space, and
 * records how the text ends.
 */
final class TableText extends FilterReader {

    private final Rows rows;
    private char last;

    TableText(Reader text, Rows rows) {
        super(text);
        this.rows = rows;
    }

    boolean endsInLineBreak() {
        return last == '\n' || last == '\r';
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        for (int i = offset; i < offset + read; i++) {
            char c = buffer[i];
            if (last == '"' && c < ' ' && c != '\t' && c != '\r' && c != '\n') {
                throw new SourceException(
                        SourceMalformed,
                        String.format(
                                "The source has the control character U+%04X after a quote, near row %d.",
                                (int) c, rows.count() + 1));
            }
            last = c;
        }
        return read;
    }
}

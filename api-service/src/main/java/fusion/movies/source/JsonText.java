package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SourceMalformed;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** The text of a JSON source. Rejects characters in \\uXXXX whose lower byte is a hexadecimal digit, which the parser would accept. */
final class JsonText extends FilterReader {

    private static final int DIGITS = 4;

    private final Rows rows;
    private boolean isEscaped;
    private int digitsLeft;

    JsonText(Reader text, Rows rows) {
        super(text);
        this.rows = rows;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        int end = offset + read;
        for (int i = offset; i < end; i++) {
            if (digitsLeft > 0) {
                digitsLeft--;
                if (buffer[i] > 127) {
                    throw new SourceException(
                            SourceMalformed,
                            String.format(
                                    "The source has U+%04X in a \\u escape, near row %d.",
                                    (int) buffer[i], rows.count() + 1));
                }
            } else if (isEscaped) {
                isEscaped = false;
                digitsLeft = buffer[i] == 'u' ? DIGITS : 0;
            } else {
                i = nextEscape(buffer, i, end);
                isEscaped = i < end;
            }
        }
        return read;
    }

    /** A loop of its own, since nearly all characters pass here. */
    private static int nextEscape(char[] buffer, int from, int end) {
        int i = from;
        while (i < end && buffer[i] != '\\') {
            i++;
        }
        return i;
    }
}

package fusion.movies.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import fusion.movies.movie.Movie;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.ByteStreamWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encodes rows in the text format of COPY. */
final class CopyRows implements RowSink {

    private static final Logger log = LoggerFactory.getLogger(CopyRows.class);

    private static final int MESSAGE = 64 * 1024;
    private static final byte[] NULL = {'\\', 'N'};

    interface Source {
        void writeTo(CopyRows rows) throws SQLException;
    }

    private final CopyIn copy;
    private final Message message = new Message();
    private boolean isRowBegun;

    private CopyRows(CopyIn copy) {
        this.copy = copy;
    }

    /**
     * Copies rows, all or none of them. Must run first in its transaction; on failure the transaction is rolled back.
     *
     * @return false if rows could not be copied, for instance because one exists: INSERT then writes them, or reports why not
     */
    static boolean copy(Connection connection, String table, List<String> columns, Source source) throws SQLException {
        try {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN");
            try {
                CopyRows rows = new CopyRows(copy);
                source.writeTo(rows);
                rows.send();
                copy.endCopy();
                return true;
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            if (Transactions.isPassing(e)) {
                throw e;
            }
            connection.rollback();
            log.info("Rows go into {} by INSERT, since COPY was refused: {}", table, e.getMessage());
            return false;
        }
    }

    @Override
    public void text(@Nullable String value) {
        separate();
        if (value == null) {
            write(NULL);
        } else if (isPlain(value)) {
            write(value.getBytes(UTF_8));
        } else {
            escape(value.getBytes(UTF_8));
        }
    }

    @Override
    public void number(@Nullable Long value) {
        separate();
        write(value == null ? NULL : value.toString().getBytes(ISO_8859_1));
    }

    /** Only for rows that {@link #canHold} accepts. */
    @Override
    public void texts(@Nullable List<String> values) {
        separate();
        if (values == null) {
            write(NULL);
            return;
        }
        message.write('{');
        for (Iterator<String> each = values.iterator(); each.hasNext(); ) {
            message.write('"');
            write(each.next().getBytes(UTF_8));
            message.write('"');
            if (each.hasNext()) {
                message.write(',');
            }
        }
        message.write('}');
    }

    /**
     * Whether a row can be copied. Before v22.2 CockroachDB does not unescape arrays in COPY, and would store other texts than were sent: a row
     * with such a text is inserted.
     */
    static boolean canHold(Movie movie) {
        return canHold(movie.cast()) && canHold(movie.genres());
    }

    private static boolean canHold(@Nullable List<String> texts) {
        if (texts != null) {
            for (String text : texts) {
                if (text == null || needsEscapes(text)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean needsEscapes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || c == '"' || c < ' ') {
                return true;
            }
        }
        return false;
    }

    void end() throws SQLException {
        message.write('\n');
        isRowBegun = false;
        if (message.getLength() > MESSAGE) {
            send();
        }
    }

    private void separate() {
        if (isRowBegun) {
            message.write('\t');
        }
        isRowBegun = true;
    }

    /** Whether {@link #escape} would change nothing. The JVM searches for a character in many places at once. */
    private static boolean isPlain(String value) {
        return value.indexOf('\\') < 0 && value.indexOf('\n') < 0 && value.indexOf('\t') < 0 && value.indexOf('\r') < 0;
    }

    /** In UTF-8 the bytes of these characters are not part of any other character. */
    private void escape(byte[] value) {
        int unwritten = 0;
        for (int i = 0; i < value.length; i++) {
            char escaped = switch (value[i]) {
                case '\\' -> '\\';
                case '\t' -> 't';
                case '\n' -> 'n';
                case '\r' -> 'r';
                default -> 0;
            };
            if (escaped != 0) {
                message.write(value, unwritten, i - unwritten);
                message.write('\\');
                message.write(escaped);
                unwritten = i + 1;
            }
        }
        message.write(value, unwritten, value.length - unwritten);
    }

    private void write(byte[] bytes) {
        message.write(bytes, 0, bytes.length);
    }

    private void send() throws SQLException {
        copy.writeToCopy(message);
        message.reset();
    }

    /** Written to the connection without a copy in between; a ByteArrayOutputStream would take its lock for each byte. */
    private static final class Message implements ByteStreamWriter {

        private byte[] bytes = new byte[MESSAGE + MESSAGE / 4];
        private int length;

        void write(int value) {
            reserve(Byte.BYTES);
            bytes[length++] = (byte) value;
        }

        void write(byte[] values, int offset, int count) {
            reserve(count);
            System.arraycopy(values, offset, bytes, length, count);
            length += count;
        }

        void reset() {
            length = 0;
        }

        private void reserve(int count) {
            if (bytes.length - length < count) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
            }
        }

        @Override
        public int getLength() {
            return length;
        }

        @Override
        public void writeTo(ByteStreamTarget target) throws IOException {
            target.getOutputStream().write(bytes, 0, length);
        }
    }
}

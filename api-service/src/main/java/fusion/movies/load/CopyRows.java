package fusion.movies.load;

import fusion.movies.movie.Movie;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encodes rows in the text format of COPY. */
final class CopyRows implements RowSink {

    private static final Logger log = LoggerFactory.getLogger(CopyRows.class);

    private static final int MESSAGE = 64 * 1024;

    interface Source {
        void writeTo(CopyRows rows) throws SQLException;
    }

    private final CopyIn copy;
    private final StringBuilder text = new StringBuilder(MESSAGE + MESSAGE / 4);
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
    public void text(String value) {
        separate();
        if (value == null) {
            text.append("\\N");
        } else {
            escape(value);
        }
    }

    @Override
    public void number(Long value) {
        separate();
        if (value == null) {
            text.append("\\N");
        } else {
            text.append(value.longValue());
        }
    }

    /** Only what {@link #canHold} says. */
    @Override
    public void texts(List<String> values) {
        separate();
        if (values == null) {
            text.append("\\N");
            return;
        }
        text.append('{');
        for (Iterator<String> each = values.iterator(); each.hasNext(); ) {
            text.append('"').append(each.next()).append(each.hasNext() ? "\"," : "\"");
        }
        text.append('}');
    }

    /**
     * Whether a row can be copied. Before v22.2 CockroachDB does not undo in arrays what COPY escapes, and so would store other texts than were sent: a row
     * with such a text is inserted.
     */
    static boolean canHold(Movie movie) {
        return Stream.of(Optional.ofNullable(movie.cast()), Optional.ofNullable(movie.genres()))
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .noneMatch(text -> text == null || needsEscapes(text));
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
        text.append('\n');
        isRowBegun = false;
        if (text.length() > MESSAGE) {
            send();
        }
    }

    private void separate() {
        if (isRowBegun) {
            text.append('\t');
        }
        isRowBegun = true;
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    private void send() throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }
}

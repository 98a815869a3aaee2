package fusion.movies.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ReadAheadTest {

    private static final int MUCH = 1_000_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32 * 1024 - 1, 32 * 1024, 32 * 1024 + 1, MUCH})
    void theWholeTextIsRead(int length) throws IOException {
        String text = text(length);
        StringWriter read = new StringWriter();

        try (ReadAhead ahead = new ReadAhead(new StringReader(text))) {
            ahead.transferTo(read);

            assertThat(ahead.read()).isEqualTo(-1);
        }

        assertThat(read).hasToString(text);
    }

    @Test
    void aFailureFollowsTheTextBeforeIt() throws IOException {
        SourceException failure = new SourceException(SourceException.Reason.SourceMalformed, "not UTF-8");
        Reader failing = new Counted(MUCH) {
            @Override
            int after() {
                throw failure;
            }
        };

        try (ReadAhead ahead = new ReadAhead(failing)) {
            assertThat(ahead.skip(MUCH)).isEqualTo(MUCH);
            assertThatThrownBy(ahead::read).isSameAs(failure);
            assertThatThrownBy(ahead::read).isSameAs(failure);
        }
    }

    @Test
    void nothingIsReadAfterClose() throws IOException {
        Counted text = new Counted(Integer.MAX_VALUE);

        try (ReadAhead ahead = new ReadAhead(text)) {
            ahead.read();
        }

        // It would never end.
        assertThat(text.reads).hasValueLessThan(10);
    }

    private static String text(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + i % 23));
        }
        return text.toString();
    }

    private static class Counted extends Reader {

        private final AtomicInteger reads = new AtomicInteger();
        private int left;

        Counted(int length) {
            left = length;
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            reads.incrementAndGet();
            int read = Math.min(left, length);
            left -= read;
            return read > 0 ? read : after();
        }

        int after() {
            return -1;
        }

        @Override
        public void close() {}
    }
}

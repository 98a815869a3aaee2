package fusion.movies.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.HttpHeaders;

/** Compresses an answer as it is written, and keeps a copy of it if it is short enough. What is only an error is passed on as it is. */
class AnswerResponse extends HttpServletResponseWrapper {

    /** Shorter answers fit one packet anyway. */
    private static final int WORTH_COMPRESSING = 1024;

    private final String etag;
    private final boolean gzip;
    private final int longestKept;

    private final Body body = new Body();
    private final ByteArrayOutputStream start = new ByteArrayOutputStream(WORTH_COMPRESSING);
    private OutputStream rest;
    private ByteArrayOutputStream copy;
    private FilmAnswer films;
    private boolean byFilms;

    AnswerResponse(HttpServletResponse response, String etag, boolean gzip, int longestKept) {
        super(response);
        this.etag = etag;
        this.gzip = gzip;
        this.longestKept = longestKept;
    }

    static void describe(HttpServletResponse response, String etag) {
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (etag != null) {
            response.setHeader(HttpHeaders.ETAG, etag);
        }
        // Kept by whoever likes, but asked for again: the films may be loaded anew at any time, and a 304 is cheap.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    /** Sends what is left of the answer, and gives it back if it is worth keeping. */
    Optional<Answer> finish() throws IOException {
        if (rest == null && start.size() == 0) {
            return Optional.empty();
        }
        var whole = rest == null;
        if (whole) {
            super.setContentLength(start.size());
            begin(false);
        }
        if (rest instanceof GZIPOutputStream compressed) {
            compressed.finish();
        }
        if (films != null) {
            return getStatus() == SC_OK ? Optional.of(films) : Optional.empty();
        }
        return copy == null
                ? Optional.empty()
                : Optional.of(new WholeAnswer(copy.toByteArray(), getContentType(), !whole && gzip));
    }

    /** Whether this answer is to be kept by its films and not as it goes over the wire; one that is compressed has to be kept whole. */
    boolean takeFilms() {
        byFilms = keeps() && !gzip;
        return byFilms;
    }

    int longestKept() {
        return longestKept;
    }

    void keep(FilmAnswer answer) {
        films = answer;
    }

    private boolean keeps() {
        return etag != null && longestKept > 0;
    }

    private void begin(boolean compress) throws IOException {
        var isAnswer = getStatus() == SC_OK;
        if (isAnswer) {
            describe((HttpServletResponse) getResponse(), etag);
        }
        copy = isAnswer && keeps() && !byFilms ? new ByteArrayOutputStream(start.size()) : null;
        var wire = new Wire(super.getOutputStream());
        if (compress) {
            super.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            rest = new FastGzip(wire);
        } else {
            rest = wire;
        }
        start.writeTo(rest);
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return body;
    }

    @Override
    public boolean isCommitted() {
        return rest != null || super.isCommitted();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        start.reset();
    }

    @Override
    public void reset() {
        super.reset();
        start.reset();
    }

    // Whoever flushes does not know that the answer may still be short enough to be sent with its length.
    @Override
    public void flushBuffer() {}

    // Whoever tells the length does not know of the compression.
    @Override
    public void setContentLength(int length) {}

    @Override
    public void setContentLengthLong(long length) {}

    private final class Body extends ServletOutputStream {

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (rest == null && start.size() + length <= WORTH_COMPRESSING) {
                start.write(bytes, from, length);
                return;
            }
            if (rest == null) {
                begin(gzip);
            }
            rest.write(bytes, from, length);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("Answers are written by the thread that makes them.");
        }
    }

    /** What goes to the client, with a copy on the side while that is short enough. */
    private final class Wire extends OutputStream {

        private final OutputStream client;

        private Wire(OutputStream client) {
            this.client = client;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            client.write(bytes, from, length);
            if (copy != null) {
                if (copy.size() + length <= longestKept) {
                    copy.write(bytes, from, length);
                } else {
                    copy = null;
                }
            }
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }
    }

    /** The lists are long and the cores few: half the size at a third of the time. */
    private static final class FastGzip extends GZIPOutputStream {

        private FastGzip(OutputStream out) throws IOException {
            super(out, 4096);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}

package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SourceCutOff;
import static fusion.movies.source.SourceException.Reason.SourceMalformed;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a source's text: UTF-8, or UTF-16 with or without byte order mark. Strict, since byte-level parsers accept
 * some invalid UTF-8, and counting, so that an invalid byte is reported with its place.
 */
final class SourceText extends Reader {

    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_MARK = 4;

    private final InputStream bytes;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer text = CharBuffer.allocate(BUFFER).flip();
    private CoderResult result = CoderResult.UNDERFLOW;
    private boolean isAtEnd;
    private long bytesDecoded;
    private long lines;
    private char last;

    /** @param bytes a stream that supports mark */
    SourceText(InputStream bytes) throws IOException {
        this.bytes = bytes;
        bytes.mark(LONGEST_MARK);
        byte[] begin = bytes.readNBytes(LONGEST_MARK);
        bytes.reset();
        this.charset = charset(begin);
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        skipMark(begin);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        while (!text.hasRemaining()) {
            if (result.isError()) {
                throw noText();
            }
            if (result.isUnderflow() && isAtEnd) {
                return -1;
            }
            if (result.isUnderflow()) {
                fill();
            }
            decode();
        }
        int read = Math.min(length, text.remaining());
        text.get(buffer, offset, read);
        return read;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private void decode() {
        int before = in.position();
        text.clear();
        result = decoder.decode(in, text, isAtEnd);
        text.flip();
        bytesDecoded += in.position() - before;
        countLines();
    }

    private void fill() throws IOException {
        in.compact();
        int read = bytes.read(in.array(), in.position(), in.remaining());
        isAtEnd = read < 0;
        in.position(in.position() + Math.max(read, 0));
        in.flip();
    }

    private void countLines() {
        char[] characters = text.array();
        for (int i = text.position(); i < text.limit(); i++) {
            char c = characters[i];
            if (c == '\r' || (c == '\n' && last != '\r')) {
                lines++;
            }
            last = c;
        }
    }

    private SourceException noText() {
        String place = "byte " + (bytesDecoded + 1) + " of the text, in line " + (lines + 1);
        if (isAtEnd && in.remaining() == result.length()) {
            return new SourceException(
                    SourceCutOff,
                    "The source ends in the middle of a character, at " + place
                            + "; fetch it again, or set seed.sha256 to detect this earlier.");
        }
        return new SourceException(
                SourceMalformed,
                "The source is not valid " + charset + ": " + place + ", is "
                        + String.format("0x%02x", in.get(in.position())) + "; convert it to UTF-8.");
    }

    private static Charset charset(byte[] begin) {
        int a = at(begin, 0);
        int b = at(begin, 1);
        int c = at(begin, 2);
        int d = at(begin, 3);
        if ((a == 0 && b == 0 && (c > 0 || d > 0)) || (a > 0 && c == 0 && d == 0 && (b == 0 || b == 0xFE))) {
            throw new SourceException(SourceMalformed, "The source is encoded as UTF-32; convert it to UTF-8.");
        }
        if ((a == 0xFE && b == 0xFF) || (a == 0 && b > 0)) {
            return StandardCharsets.UTF_16BE;
        }
        if ((a == 0xFF && b == 0xFE) || (a > 0 && b == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }

    private void skipMark(byte[] begin) throws IOException {
        byte[] mark = "\uFEFF".getBytes(charset);
        if (begin.length >= mark.length
                && ByteBuffer.wrap(begin, 0, mark.length).equals(ByteBuffer.wrap(mark))) {
            bytes.skipNBytes(mark.length);
            bytesDecoded = mark.length;
        }
    }

    /** -1 after the end. */
    private static int at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] & 0xFF : -1;
    }
}

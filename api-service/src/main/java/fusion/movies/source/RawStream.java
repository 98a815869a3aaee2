package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SourceUnreachable;

import java.io.IOException;
import java.io.InputStream;

/** The bytes as stored. Distinguishes failures to read them from errors in their content, since both reach readers as IOExceptions. */
final class RawStream extends LimitedStream {

    RawStream(InputStream in, long limit) {
        super(in, limit);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static SourceException unreadable(IOException e) {
        return new SourceException(SourceUnreachable, "The source cannot be read: " + e.getMessage() + ".", e);
    }
}

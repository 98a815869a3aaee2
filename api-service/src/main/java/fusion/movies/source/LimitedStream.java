package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SourceTooLarge;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Enforces the size limit of a source, compressed or not. */
class LimitedStream extends FilterInputStream {

    private final long limit;
    private long count;

    LimitedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) {
        count += read;
        if (count > limit) {
            throw new SourceException(
                    SourceTooLarge,
                    "The source is larger than " + limit + " bytes; raise seed.maxBytes if this is intended.");
        }
    }
}

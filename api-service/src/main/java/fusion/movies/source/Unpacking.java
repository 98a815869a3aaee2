package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SourceMalformed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Decompresses gzip, nested any number of times, and recognizes other archive formats to name them in errors. */
final class Unpacking {

    private static final int MOST_LAYERS = 4;
    private static final int BUFFER = 64 * 1024;

    private final long maxBytes;
    private int layers;

    Unpacking(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The text: all members of each gzip, and a failure if other bytes follow the last one. */
    InputStream unpack(InputStream source) throws IOException {
        InputStream bytes = new BufferedInputStream(source, BUFFER);
        while (packing(bytes).equals(CompressorStreamFactory.GZIP)) {
            if (++layers > MOST_LAYERS) {
                throw new SourceException(
                        SourceMalformed,
                        "The source is compressed with gzip more than " + MOST_LAYERS + " times; compress it once.");
            }
            InputStream unpacked = GzipCompressorInputStream.builder()
                    .setInputStream(bytes)
                    .setDecompressConcatenated(true)
                    .get();
            bytes = new BufferedInputStream(new LimitedStream(unpacked, maxBytes), BUFFER);
        }
        return bytes;
    }

    boolean wasPacked() {
        return layers > 0;
    }

    private static String packing(InputStream bytes) throws IOException {
        bytes.mark(1);
        int first = bytes.read();
        bytes.reset();
        if (first == '[' || first == '{' || first == '<') {
            return ""; // this beginning means text, regardless of what a detector finds in the rest
        }
        String packing = compressor(bytes);
        if (packing.isEmpty()) {
            packing = archive(bytes);
        }
        if (!packing.isEmpty() && !packing.equals(CompressorStreamFactory.GZIP)) {
            throw new SourceException(
                    SourceMalformed,
                    "The source is compressed with " + packing
                            + ", which is not supported; provide the file uncompressed or gzipped.");
        }
        return packing;
    }

    private static String compressor(InputStream bytes) {
        try {
            return CompressorStreamFactory.detect(bytes);
        } catch (CompressorException none) {
            return "";
        }
    }

    private static String archive(InputStream bytes) {
        try {
            return ArchiveStreamFactory.detect(bytes);
        } catch (ArchiveException none) {
            return "";
        }
    }
}

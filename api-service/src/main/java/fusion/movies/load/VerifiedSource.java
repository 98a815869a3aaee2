package fusion.movies.load;

import static fusion.movies.load.LoadException.Reason.ChecksumMismatch;
import static fusion.movies.load.LoadException.Reason.SourceChanged;
import static fusion.movies.load.LoadException.Reason.SourceUnreachable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A source of which each reading is known to be of the same bytes. */
final class VerifiedSource {

    private final Source source;
    private final long maxBytes;
    private final String digest;

    /** @param expected hexadecimal SHA-256 of the bytes; null where any will do */
    VerifiedSource(Source source, long maxBytes, String expected) {
        this.source = source;
        this.maxBytes = maxBytes;
        this.digest = digest(in -> {});
        if (expected != null && !expected.isBlank() && !expected.strip().equalsIgnoreCase(digest)) {
            throw new LoadException(
                    ChecksumMismatch,
                    "The source has the SHA-256 " + digest + " and should have " + expected.strip()
                            + "; it is not what was meant, or seed.sha256 is of another version.");
        }
    }

    String digest() {
        return digest;
    }

    void forEachRow(RowVisitor visitor) {
        if (!digest(in -> new SourceReader(maxBytes, visitor).read(in)).equals(digest)) {
            throw new LoadException(
                    SourceChanged, "The source changed while it was read; it is read again by the next try.");
        }
    }

    private interface Reading {
        void of(InputStream in) throws IOException;
    }

    private String digest(Reading reading) {
        try (DigestInputStream in = new DigestInputStream(new LimitedStream(source.open(), maxBytes), sha256())) {
            reading.of(in);
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new LoadException(SourceUnreachable, "The source cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one does not", e);
        }
    }
}

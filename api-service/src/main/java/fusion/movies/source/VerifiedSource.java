package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.ChecksumMismatch;
import static fusion.movies.source.SourceException.Reason.SourceChanged;
import static fusion.movies.source.SourceException.Reason.SourceUnreachable;

import fusion.movies.archive.Manifest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A source that verifies that every reading has the same bytes. */
public final class VerifiedSource implements Closeable {

    private final Source source;
    private final long maxBytes;
    private final boolean isExpected;
    private final String digest;

    VerifiedSource(Source source, SourceProperties properties) {
        this.source = source;
        this.maxBytes = properties.maxBytes();
        this.digest = digest(in -> {});
        source.manifest().ifPresent(this::check);
        String expected = properties.sha256() == null ? "" : properties.sha256().strip();
        this.isExpected = !expected.isEmpty();
        if (isExpected && !expected.equalsIgnoreCase(digest)) {
            throw new SourceException(
                    ChecksumMismatch,
                    "The source has the SHA-256 " + digest + " instead of " + expected
                            + "; either the source or seed.sha256 belongs to another version.");
        }
    }

    private void check(Manifest manifest) {
        if (!manifest.sha256().equalsIgnoreCase(digest)) {
            throw new SourceException(
                    ChecksumMismatch,
                    "The backup " + manifest.file() + " has the SHA-256 " + digest + " and its manifest says "
                            + manifest.sha256() + "; it is corrupt or was changed. Restore another one.");
        }
    }

    public String digest() {
        return digest;
    }

    /**
     * Reads to the end of the source; any error in it ends in a {@link SourceException}.
     *
     * @return whether this is known to be its end: by its format, its length or its digest
     */
    public boolean forEachRow(RowVisitor visitor) {
        SourceReader reader = new SourceReader(maxBytes, visitor);
        if (!digest(reader::read).equals(digest)) {
            throw new SourceException(
                    SourceChanged, "The source changed while it was read; the next attempt reads it again.");
        }
        return isExpected || source.isLengthKnown() || reader.isEndMarked();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private interface Reading {
        void of(InputStream in) throws IOException;
    }

    private String digest(Reading reading) {
        try (DigestInputStream in = new DigestInputStream(new RawStream(source.open(), maxBytes), sha256())) {
            reading.of(in);
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new SourceException(SourceUnreachable, "The source cannot be read: " + e.getMessage() + ".", e);
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

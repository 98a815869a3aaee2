package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.ChecksumMismatch;
import static fusion.movies.source.SourceException.Reason.SourceChanged;
import static fusion.movies.source.SourceException.Reason.SourceUnreachable;

import fusion.movies.archive.Manifest;
import fusion.movies.movie.Batch;
import fusion.movies.movie.Movie;
import fusion.movies.movie.StoredMovie;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A source that verifies that every reading has the same bytes. */
public final class VerifiedSource implements Closeable {

    /** Rows that are handed over at once. */
    private static final int MOST_ROWS = 200;

    private static final int MOST_CHARACTERS = 256 * 1024;
    private static final int MOST_BATCHES = 2;

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
     * Reads to the end of the source; any error in it ends in a {@link SourceException}. Rows are read on another thread, some ahead of the consumer.
     *
     * @return whether this is known to be its end: by its format, its length or its digest
     */
    public boolean forEachRow(Consumer<Row> consumer) {
        AtomicBoolean isEndMarked = new AtomicBoolean();
        try (Ahead<List<Row>> batches = new Ahead<>("rows-ahead", MOST_BATCHES, to -> isEndMarked.set(readInto(to)))) {
            Optional<List<Row>> batch = batches.next();
            while (batch.isPresent()) {
                batch.get().forEach(consumer);
                batch = batches.next();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return isExpected || source.isLengthKnown() || isEndMarked.get();
    }

    /** @return whether the format marks the end */
    private boolean readInto(Ahead<List<Row>> batches) {
        Batch<Row> batch = new Batch<>(MOST_ROWS, MOST_CHARACTERS);
        SourceReader reader = new SourceReader(maxBytes, row -> {
            batch.add(row, characters(row));
            if (batch.isFull()) {
                batches.put(batch.take());
            }
        });
        try {
            if (!digest(reader::read).equals(digest)) {
                throw new SourceException(
                        SourceChanged, "The source changed while it was read; the next attempt reads it again.");
            }
        } finally {
            batches.put(batch.take());
        }
        return reader.isEndMarked();
    }

    private static int characters(Row row) {
        return switch (row) {
            case Row.Accepted(Movie movie) -> movie.characters();
            case Row.Stored(StoredMovie stored) -> stored.movie().characters();
            case Row.Rejected rejected -> rejected.fault().length();
        };
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
            throw unreadable(e);
        }
    }

    private static SourceException unreadable(IOException e) {
        return new SourceException(SourceUnreachable, "The source cannot be read: " + e.getMessage() + ".", e);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one does not", e);
        }
    }
}

package fusion.movies.backup;

import static fusion.movies.backup.BackupException.Reason.Unexpected;
import static fusion.movies.backup.BackupException.Reason.Unverified;

import fusion.movies.backup.TableReader.Moment;
import fusion.movies.movie.StoredMovieJson;
import fusion.movies.source.Row;
import fusion.movies.source.SourceException;
import fusion.movies.source.SourceProperties;
import fusion.movies.source.Sources;
import fusion.movies.source.VerifiedSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.MinimalPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes the rows as a file to the destination. */
record BackupFile(Path path, Moment moment, String sha256, long bytes) implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    /** One JSON value per line, for one row. */
    private static final ObjectWriter LINES = JsonMapper.shared().writer().with(new MinimalPrettyPrinter("\n"));

    static BackupFile write(TableReader table) throws IOException {
        Path path = Files.createTempFile("movies", ".backup");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Moment moment;
            try (OutputStream file = new DigestOutputStream(Files.newOutputStream(path), digest);
                    OutputStream packed = new GZIPOutputStream(file, BUFFER);
                    JsonGenerator json = LINES.createGenerator(packed)) {
                moment = table.read(row -> StoredMovieJson.write(row, json));
            }
            return new BackupFile(path, moment, HexFormat.of().formatHex(digest.digest()), Files.size(path));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one does not", e);
        } catch (Throwable e) {
            Files.delete(path);
            throw e;
        }
    }

    /** Reads the file as a restore would, since a file that cannot be restored is not a backup. */
    void verify() throws IOException {
        AtomicLong rows = new AtomicLong();
        SourceProperties properties = new SourceProperties(path.toUri().toString(), sha256, Long.MAX_VALUE, null, null);
        try (VerifiedSource source = new Sources().open(properties)) {
            source.forEachRow(row -> {
                switch (row) {
                    case Row.Stored _ -> rows.incrementAndGet();
                    case Row.Accepted _ -> throw new IllegalStateException("A row was written as a movie of no table");
                    case Row.Rejected(long position, String fault) ->
                        throw new BackupException(
                                Unverified, "Row " + position + " of the table could not be restored: " + fault + ".");
                }
            });
        } catch (SourceException e) {
            throw new BackupException(Unverified, "The backup could not be restored: " + e.getMessage(), e);
        }
        if (rows.get() != moment.movies()) {
            throw new BackupException(
                    Unexpected, "The backup has " + rows.get() + " rows and the table had " + moment.movies() + ".");
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}

package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SettingsWrong;
import static fusion.movies.source.SourceException.Reason.SourceNotFound;
import static fusion.movies.source.SourceException.Reason.SourceRefused;
import static fusion.movies.source.SourceException.Reason.SourceTooLarge;
import static fusion.movies.source.SourceException.Reason.SourceUnreachable;

import fusion.movies.archive.BackupName;
import fusion.movies.archive.Latest;
import fusion.movies.archive.Manifest;
import fusion.movies.s3.Bucket;
import fusion.movies.s3.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** An object of an S3 bucket, downloaded to a temporary file; with its manifest if it is a backup. */
record S3Object(Path file, Optional<Manifest> manifest) implements Source {

    private static final int BUFFER = 64 * 1024;

    static S3Object fetch(SourceProperties properties) {
        S3SourceProperties place = Objects.requireNonNull(properties.s3());
        try (Bucket bucket = new Bucket(place.server(properties))) {
            String key = place.key() != null ? place.key() : latest(bucket, place);
            Optional<Manifest> manifest = manifest(bucket, key);
            InputStream object = bucket.read(key)
                    .orElseThrow(() -> new SourceException(
                            SourceNotFound,
                            "The bucket '" + place.bucket() + "' has no object '" + key
                                    + "'; check seed.source.s3.key."));
            return new S3Object(store(object, properties.maxBytes()), manifest);
        } catch (S3Exception e) {
            throw new SourceException(
                    switch (e.kind()) {
                        case SETTINGS_WRONG -> SettingsWrong;
                        case REFUSED -> SourceRefused;
                        case NOT_FOUND -> SourceNotFound;
                        case UNREACHABLE -> SourceUnreachable;
                    },
                    e.getMessage(),
                    e);
        }
    }

    private static String latest(Bucket bucket, S3SourceProperties place) {
        String prefix = Objects.requireNonNullElse(place.prefix(), "");
        List<String> keys = bucket.keys(prefix);
        try {
            BackupName latest = Latest.of(keys.stream().map(S3Object::file).toList())
                    .orElseThrow(() -> new SourceException(
                            SourceNotFound,
                            "The bucket '" + place.bucket() + "' has no complete backup whose key begins with '"
                                    + prefix + "'; check seed.source.s3.prefix."));
            return keys.stream()
                    .filter(key -> file(key).equals(latest.rows()))
                    .findFirst()
                    .orElseThrow(() -> new SourceException(
                            SourceNotFound,
                            "The bucket '" + place.bucket() + "' has the manifest " + latest.manifest()
                                    + " without its rows; name another backup in seed.source.s3.key."));
        } catch (IllegalArgumentException e) {
            throw new SourceException(
                    SettingsWrong,
                    "Under '" + prefix + "' " + e.getMessage()
                            + ". Narrow seed.source.s3.prefix, for example to 'backups/default.movies-'.",
                    e);
        }
    }

    private static String file(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    private static Optional<Manifest> manifest(Bucket bucket, String key) {
        return BackupName.manifestOf(key).flatMap(bucket::read).map(json -> {
            try (json) {
                return Manifests.of(json, BackupName.manifestOf(key).orElseThrow());
            } catch (IOException e) {
                throw broken(e);
            }
        });
    }

    private static Path store(InputStream object, long maxBytes) {
        try (object) {
            Path file = Files.createTempFile("movies", ".download");
            try (OutputStream out = Files.newOutputStream(file)) {
                byte[] buffer = new byte[BUFFER];
                long length = 0;
                for (int read = object.read(buffer); read >= 0; read = object.read(buffer)) {
                    length += read;
                    if (length > maxBytes) {
                        throw new SourceException(
                                SourceTooLarge,
                                "The source is larger than " + maxBytes
                                        + " bytes; raise seed.maxBytes if this is intended.");
                    }
                    out.write(buffer, 0, read);
                }
                return file;
            } catch (Throwable e) {
                Files.delete(file);
                throw e;
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static SourceException broken(IOException e) {
        return new SourceException(
                SourceUnreachable, "The source in the bucket could not be fetched: " + e.getMessage() + ".", e);
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public boolean isLengthKnown() {
        return true; // the server sends the length, and the SDK checks it
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}

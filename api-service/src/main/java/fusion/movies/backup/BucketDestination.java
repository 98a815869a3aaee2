package fusion.movies.backup;

import static fusion.movies.backup.BackupException.Reason.DestinationMissing;
import static fusion.movies.backup.BackupException.Reason.DestinationRefused;
import static fusion.movies.backup.BackupException.Reason.DestinationUnreachable;
import static fusion.movies.backup.BackupException.Reason.SettingsWrong;

import fusion.movies.backup.BackupProperties.S3;
import fusion.movies.s3.Bucket;
import fusion.movies.s3.S3Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** A bucket of an S3 server, where an object appears only once it is complete. */
record BucketDestination(Bucket bucket, String name, String prefix) implements Destination {

    static BucketDestination of(S3 s3, BackupProperties properties) {
        String prefix = s3.prefix() == null ? "" : s3.prefix();
        return new BucketDestination(telling(() -> new Bucket(s3.server(properties))), s3.bucket(), prefix);
    }

    @Override
    public List<String> files() {
        return telling(() -> bucket.keys(prefix)).stream()
                .map(key -> key.substring(prefix.length()))
                .toList();
    }

    @Override
    public void write(String file, Path content) {
        boolean isThere = telling(() -> {
            bucket.write(prefix + file, content);
            return bucket.has(prefix + file, size(content));
        });
        if (!isThere) {
            throw new BackupException(
                    DestinationUnreachable, "The server accepted " + location(file) + ", but does not have all of it.");
        }
    }

    @Override
    public void remove(String file) {
        telling(() -> {
            bucket.delete(prefix + file);
            return true;
        });
    }

    @Override
    public String location(String file) {
        return "s3://" + name + "/" + prefix + file;
    }

    @Override
    public void close() {
        bucket.close();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new IllegalStateException("The backup's own file is gone", e);
        }
    }

    private static <T> T telling(Supplier<T> request) {
        try {
            return request.get();
        } catch (S3Exception e) {
            throw new BackupException(
                    switch (e.kind()) {
                        case SETTINGS_WRONG -> SettingsWrong;
                        case REFUSED -> DestinationRefused;
                        case NOT_FOUND -> DestinationMissing;
                        case UNREACHABLE -> DestinationUnreachable;
                    },
                    e.getMessage(),
                    e);
        }
    }
}

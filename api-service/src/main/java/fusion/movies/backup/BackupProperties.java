package fusion.movies.backup;

import fusion.movies.s3.S3Properties;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Profile;

/**
 * The destination of a backup. In a stack, the operator sets all of it.
 *
 * @param owner whose backup it is, {@code NAMESPACE.STACK}
 * @param keep how many there are at most once this one is written
 * @param folder on a volume; absent where it goes to S3
 * @param s3 absent where it goes to a volume
 * @param credentials folder with the credentials of S3; see {@code S3Properties}
 * @param ca file with certificates of authorities that are trusted for S3; absent: the usual ones
 * @param terminationLog file for the termination message; not written if it does not exist
 */
@Profile("backup")
@ConfigurationProperties("movies.backup")
record BackupProperties(
        String owner,
        @DefaultValue("7") int keep,
        @Nullable Path folder,
        @Nullable S3 s3,
        @Nullable Path credentials,
        @Nullable Path ca,
        @DefaultValue("/dev/termination-log") Path terminationLog) {

    /** @param prefix put before each key, with the slash where there should be one; absent: nothing */
    record S3(
            @Nullable URI endpoint,
            String bucket,
            @Nullable String region,
            @Nullable String prefix) {

        S3Properties server(BackupProperties backup) {
            return new S3Properties(
                    endpoint, bucket, region, backup.credentials(), backup.ca(), "backup.destination.s3");
        }
    }
}

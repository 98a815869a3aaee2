package fusion.movies.backup;

import fusion.movies.s3.S3Properties;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Profile;

/**
 * The settings of a backup. In a stack, the operator sets all of them.
 *
 * @param owner owner of the backup, {@code NAMESPACE.STACK}
 * @param keep maximum number of backups, including this one
 * @param folder folder on a volume; absent if the destination is S3
 * @param s3 absent if the destination is a volume
 * @param credentials folder with the credentials of S3; see {@code S3Properties}
 * @param ca file with CA certificates to trust for S3 in addition to the default ones; absent: the default ones
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

    /** @param prefix prefix of each key, including its slash; absent: none */
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

package fusion.movies.backup;

import fusion.movies.s3.S3Properties;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Profile;

/**
 * The destination of a backup. In a stack, the operator sets all of it.
 *
 * @param owner whose backup it is, {@code NAMESPACE.STACK}
 * @param keep how many there are at most once this one is written
 * @param folder on a volume; null where it goes to S3
 * @param s3 null where it goes to a volume
 * @param credentials folder with the credentials of S3; see {@code S3Properties}
 * @param ca file with certificates of authorities that are trusted for S3; absent: the usual ones
 * @param terminationLog file for the termination message; not written if it does not exist
 */
@Profile("backup")
@ConfigurationProperties("movies.backup")
record BackupProperties(
        String owner,
        @DefaultValue("7") int keep,
        Path folder,
        S3 s3,
        Path credentials,
        Path ca,
        @DefaultValue("/dev/termination-log") Path terminationLog) {

    /** @param prefix put before each key, with the slash where there should be one; null: nothing */
    record S3(URI endpoint, String bucket, String region, String prefix) {}

    S3Properties server() {
        return new S3Properties(s3.endpoint(), s3.bucket(), s3.region(), credentials, ca, "backup.destination.s3");
    }
}

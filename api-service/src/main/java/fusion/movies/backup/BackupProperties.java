package fusion.movies.backup;

import fusion.movies.s3.S3Properties;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Profile;

/**
 * Where a backup goes. In a stack all of it comes from the operator.
 *
 * @param owner whose backup it is, {@code NAMESPACE.STACK}
 * @param keep how many there are at most once this one is written
 * @param folder on a volume; null where it goes to S3
 * @param s3 null where it goes to a volume
 * @param credentials folder with the credentials of S3; see {@code S3Properties}
 * @param ca file with certificates of authorities that are trusted for S3; absent: the usual ones
 * @param terminationLog where the outcome is left for whoever started the container; not written where there is no such file
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

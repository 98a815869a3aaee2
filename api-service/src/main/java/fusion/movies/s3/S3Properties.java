package fusion.movies.s3;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The connection to an S3 server.
 *
 * @param endpoint endpoint of another server than Amazon's; absent: Amazon's in the region
 * @param bucket absent if S3 is not used
 * @param region absent: us-east-1, which servers other than Amazon's accept
 * @param credentials folder with {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}; absent: the pod's identity
 *     in its cloud
 * @param ca file with certificates (PEM) of CAs to trust in addition to the default ones; absent: the default ones
 * @param field the spec's field with these settings, for remedies
 */
public record S3Properties(
        @Nullable URI endpoint,
        String bucket,
        @Nullable String region,
        @Nullable Path credentials,
        @Nullable Path ca,
        String field) {

    String server() {
        return endpoint == null ? "Amazon S3" : endpoint.toString();
    }
}

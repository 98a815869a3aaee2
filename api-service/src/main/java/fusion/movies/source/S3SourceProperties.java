package fusion.movies.source;

import fusion.movies.s3.S3Properties;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A source in an S3 bucket: an object, or the newest backup among those whose keys begin with a prefix.
 *
 * @param key absent for the newest backup
 * @param prefix absent for a single object
 */
public record S3SourceProperties(
        @Nullable URI endpoint,
        String bucket,
        @Nullable String region,
        @Nullable String key,
        @Nullable String prefix) {

    S3Properties server(SourceProperties source) {
        return new S3Properties(endpoint, bucket, region, source.credentials(), source.ca(), "seed.source.s3");
    }
}

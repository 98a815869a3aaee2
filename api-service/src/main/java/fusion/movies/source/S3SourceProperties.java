package fusion.movies.source;

import fusion.movies.s3.S3Properties;
import java.net.URI;

/**
 * A source in an S3 bucket: an object, or the newest backup among those whose keys begin with a prefix.
 *
 * @param key null where it is the newest backup
 * @param prefix null where it is one object
 */
public record S3SourceProperties(URI endpoint, String bucket, String region, String key, String prefix) {

    S3Properties server(SourceProperties source) {
        return new S3Properties(endpoint, bucket, region, source.credentials(), source.ca(), "seed.source.s3");
    }
}

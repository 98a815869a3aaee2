package fusion.movies.crd;

/** The rules common to buckets for backups and buckets with movies. */
final class S3Bucket {

    static final String BUCKET = "self.bucket.matches(r'^[a-z0-9][-a-z0-9.]{1,61}[a-z0-9]$')";
    static final String BUCKET_MESSAGE =
            "bucket must be the name of a bucket: 3 to 63 lower-case letters, digits, hyphens and dots";

    static final String ENDPOINT = "!has(self.endpoint) || self.endpoint.matches(r'^https?://[^\\s/?#@]+/?$')";
    static final String ENDPOINT_MESSAGE =
            "endpoint must be a URL such as https://minio.example.org:9000: https or http and a host, without a"
                    + " path or a login. Absent: Amazon S3";

    static final String REGION = "!has(self.region) || self.region.matches('^[-a-z0-9]+$')";
    static final String REGION_MESSAGE = "region must be a region's name, such as eu-central-1";

    /** No $, because the kubelet and Spring would expand it as a placeholder. */
    static final String NO_PLACEHOLDER = "[^$\\p{Cc}]*";

    private S3Bucket() {}
}

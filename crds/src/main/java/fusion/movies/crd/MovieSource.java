package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * Exactly one source of movies: a JSON array, concatenated JSON objects, or a table (CSV, TSV); each may be gzipped.
 */
@ValidationRule(
        value = "(has(self.url) ? 1 : 0) + (has(self.configMapRef) ? 1 : 0) + (has(self.persistentVolumeClaim) ? 1 : 0)"
                + " + (has(self.s3) ? 1 : 0) + (has(self.bundled) ? 1 : 0) == 1",
        message = "source needs exactly one of url, configMapRef, persistentVolumeClaim, s3 and bundled")
@ValidationRule(
        value = "!has(self.bundled) || self.bundled",
        message = "bundled can only be true. To load nothing, set seed.enabled to false",
        fieldPath = ".bundled")
@ValidationRule(
        value = "!has(self.url) || self.url.matches(r'^https?://[^\\s/?#@]+([/?#]\\S*)?$')",
        message = "url must be a URL such as https://example.org/movies.json: https or http, a host, no "
                + "spaces, and no login, which everyone with read access to the stack would see",
        fieldPath = ".url")
@ValidationRule(
        value = "has(self.url) || !(has(self.caBundleRef) || has(self.credentialsSecretRef))",
        message = "caBundleRef and credentialsSecretRef are only for url; s3 has its own")
@JsonIgnoreProperties(ignoreUnknown = true)
public record MovieSource(
        @JsonPropertyDescription("An https or http URL.") @Size(max = 2000) @Nullable
        String url,

        @JsonPropertyDescription("A key of a ConfigMap in the stack's namespace.") @Nullable
        ConfigMapKey configMapRef,

        @JsonPropertyDescription("A file on a volume in the stack's namespace, mounted read-only.") @Nullable
        VolumeFile persistentVolumeClaim,

        @JsonPropertyDescription("An object in a bucket, or the newest backup there.") @Nullable
        S3Object s3,

        @JsonPropertyDescription("The small set bundled in the API's image.") @Nullable
        Boolean bundled,

        @JsonPropertyDescription("CA certificates to trust for url, in addition to the default ones.") @Nullable
        CaBundleRef caBundleRef,

        @JsonPropertyDescription(
                "A Secret with the keys username and password, or with the key token: sent only to the url's server.")
        @Nullable
        SecretRef credentialsSecretRef) {

    static MovieSource ofImage() {
        return new MovieSource(null, null, null, null, true, null, null);
    }

    /** An object of a bucket of Amazon S3, or of a server that speaks its protocol. */
    @ValidationRule(value = S3Bucket.BUCKET, message = S3Bucket.BUCKET_MESSAGE, fieldPath = ".bucket")
    @ValidationRule(value = S3Bucket.ENDPOINT, message = S3Bucket.ENDPOINT_MESSAGE, fieldPath = ".endpoint")
    @ValidationRule(value = S3Bucket.REGION, message = S3Bucket.REGION_MESSAGE, fieldPath = ".region")
    @ValidationRule(
            value = "has(self.key) != has(self.prefix)",
            message =
                    "s3 needs exactly one of key (one object) and prefix (the newest backup whose key begins with it)")
    @ValidationRule(
            value = "(has(self.key) ? self.key : self.prefix).matches(r'^" + S3Bucket.NO_PLACEHOLDER + "$')",
            message = "key and prefix must not contain $ or control characters")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record S3Object(
            @JsonPropertyDescription("URL of the server. Absent: Amazon S3 in the region.") @Size(max = 500) @Nullable
            String endpoint,

            @JsonPropertyDescription("Name of the bucket.") @Required @Size(max = 63)
            String bucket,

            @JsonPropertyDescription("Key of the object: a backup, or a file in any format of a source.")
            @Size(min = 1, max = 1000)
            @Nullable
            String key,

            @JsonPropertyDescription("Prefix of keys: the newest complete backup whose key begins with it is restored.")
            @Size(max = 1000)
            @Nullable
            String prefix,

            @JsonPropertyDescription("Region. Absent: us-east-1, which servers other than Amazon's accept.")
            @Size(max = 50)
            @Nullable
            String region,

            @JsonPropertyDescription("Secret with the keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. "
                    + "Absent: the pods' identity in their cloud.")
            @Nullable
            SecretRef credentialsSecretRef,

            @JsonPropertyDescription(
                    "Secret with the key ca.crt: CA certificates to trust in addition to the" + " default ones.")
            @Nullable
            SecretRef caSecretRef) {}

    /** A key of a ConfigMap, or of a Secret, with certificates. */
    @ValidationRule(
            value = "(has(self.configMap) ? 1 : 0) + (has(self.secret) ? 1 : 0) == 1",
            message = "caBundleRef needs exactly one of configMap and secret")
    @ValidationRule(
            value = "(has(self.configMap) ? self.configMap : has(self.secret) ? self.secret : 'x')"
                    + ".matches(r'^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
            message =
                    "configMap and secret are names of objects in the stack's namespace: lower-case letters, digits, hyphens and dots")
    @ValidationRule(
            value = "!has(self.key) || self.key.matches('^[-._a-zA-Z0-9]+$')",
            message = "key must be a valid key: letters, digits, hyphens, dots and underscores",
            fieldPath = ".key")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CaBundleRef(
            @JsonPropertyDescription("Name of a ConfigMap in the stack's namespace.") @Size(max = 253) @Nullable
            String configMap,

            @JsonPropertyDescription("Name of a Secret in the stack's namespace.") @Size(max = 253) @Nullable
            String secret,

            @JsonPropertyDescription("Key with the certificates (PEM). Absent: ca.crt.") @Size(max = 253)
            String key) {

        public CaBundleRef {
            key = key == null ? "ca.crt" : key;
        }
    }

    /** A key of a ConfigMap; under data or binaryData. */
    @ValidationRule(
            value = "self.name.matches(r'^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
            message = "name must be the name of a ConfigMap: lower-case letters, digits, hyphens and dots",
            fieldPath = ".name")
    @ValidationRule(
            value = "self.key.matches('^[-._a-zA-Z0-9]+$')",
            message = "key must be a valid key of the ConfigMap: letters, digits, hyphens, dots and underscores",
            fieldPath = ".key")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ConfigMapKey(
            @JsonPropertyDescription("Name of the ConfigMap.") @Required @Size(max = 253)
            String name,

            @JsonPropertyDescription("Key with the movies.") @Required @Size(max = 253)
            String key) {}

    /** A file on a volume. */
    @ValidationRule(
            value = "!self.path.startsWith('/') && !self.path.split('/').exists(part, part == '..')",
            message = "path must be relative to the root of the volume: without a leading / and without ..",
            fieldPath = ".path")
    @ValidationRule(
            value = "self.claimName.matches(r'^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
            message =
                    "claimName must be the name of a PersistentVolumeClaim: lower-case letters, digits, hyphens and dots",
            fieldPath = ".claimName")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record VolumeFile(
            @JsonPropertyDescription("Name of the PersistentVolumeClaim.") @Required @Size(max = 253)
            String claimName,

            @JsonPropertyDescription("Path of the file, from the root of the volume.")
            @Required
            @Size(min = 1, max = 1000)
            String path) {}
}

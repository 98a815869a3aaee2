package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Exactly one destination of backups. */
@ValidationRule(
        value = "(has(self.s3) ? 1 : 0) + (has(self.persistentVolumeClaim) ? 1 : 0) == 1",
        message = "destination needs exactly one of s3 and persistentVolumeClaim")
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackupDestination(
        @JsonPropertyDescription("A bucket of Amazon S3 or of an S3-compatible server.") @Nullable
        Bucket s3,

        @JsonPropertyDescription("A folder on a volume in the stack's namespace.") @Nullable
        VolumeFolder persistentVolumeClaim) {

    /** A bucket that backups are written to. */
    @ValidationRule(value = S3Bucket.BUCKET, message = S3Bucket.BUCKET_MESSAGE, fieldPath = ".bucket")
    @ValidationRule(value = S3Bucket.ENDPOINT, message = S3Bucket.ENDPOINT_MESSAGE, fieldPath = ".endpoint")
    @ValidationRule(value = S3Bucket.REGION, message = S3Bucket.REGION_MESSAGE, fieldPath = ".region")
    @ValidationRule(
            value = "!has(self.prefix) || self.prefix.matches(r'^" + S3Bucket.NO_PLACEHOLDER + "$')",
            message = "prefix must not contain $ or control characters",
            fieldPath = ".prefix")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Bucket(
            @JsonPropertyDescription("URL of the server. Absent: Amazon S3 in the region.") @Size(max = 500) @Nullable
            String endpoint,

            @JsonPropertyDescription("Name of the bucket, which must exist.") @Required @Size(max = 63)
            String bucket,

            @JsonPropertyDescription("Prefix of each key, including its slash, such as backups/. Absent: none.")
            @Size(max = 500)
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

    /** A folder that backups are written to. */
    @ValidationRule(
            value = "self.claimName.matches(r'^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
            message =
                    "claimName must be the name of a PersistentVolumeClaim: lower-case letters, digits, hyphens and dots",
            fieldPath = ".claimName")
    @ValidationRule(
            value = "!has(self.path) || self.path.matches('^[-._A-Za-z0-9]+(/[-._A-Za-z0-9]+)*$')"
                    + " && !self.path.split('/').exists(part, part == '..')",
            message = "path must be relative to the root of the volume: letters, digits, hyphens, dots and"
                    + " underscores between slashes, without a leading / and without ..",
            fieldPath = ".path")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record VolumeFolder(
            @JsonPropertyDescription("Name of the PersistentVolumeClaim.") @Required @Size(max = 253)
            String claimName,

            @JsonPropertyDescription(
                    "Path of the folder, from the root of the volume; created if missing." + " Absent: the root.")
            @Size(min = 1, max = 500)
            @Nullable
            String path) {}
}

package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Exactly one place for backups. */
@ValidationRule(
        value = "(has(self.s3) ? 1 : 0) + (has(self.persistentVolumeClaim) ? 1 : 0) == 1",
        message = "destination needs exactly one of s3 and persistentVolumeClaim")
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackupDestination(
        @JsonPropertyDescription("A bucket of Amazon S3, or of a server that speaks its protocol.") @Nullable
        Bucket s3,

        @JsonPropertyDescription("A folder of a volume in the stack's namespace.") @Nullable
        VolumeFolder persistentVolumeClaim) {

    /** A bucket that backups are written to. */
    @ValidationRule(value = S3Bucket.BUCKET, message = S3Bucket.BUCKET_MESSAGE, fieldPath = ".bucket")
    @ValidationRule(value = S3Bucket.ENDPOINT, message = S3Bucket.ENDPOINT_MESSAGE, fieldPath = ".endpoint")
    @ValidationRule(value = S3Bucket.REGION, message = S3Bucket.REGION_MESSAGE, fieldPath = ".region")
    @ValidationRule(
            value = "!has(self.prefix) || self.prefix.matches(r'^" + S3Bucket.NO_PLACEHOLDER + "$')",
            message = "prefix must be without $ and control characters",
            fieldPath = ".prefix")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Bucket(
            @JsonPropertyDescription("Address of the server. Absent: Amazon S3 of the region.")
            @Size(max = 500)
            @Nullable
            String endpoint,

            @JsonPropertyDescription("Name of the bucket, which must be there.") @Required @Size(max = 63)
            String bucket,

            @JsonPropertyDescription("Put before each key, such as backups/ with its slash. Absent: nothing.")
            @Size(max = 500)
            @Nullable
            String prefix,

            @JsonPropertyDescription("Region. Absent: us-east-1, which servers other than Amazon's take.")
            @Size(max = 50)
            @Nullable
            String region,

            @JsonPropertyDescription("Secret with the keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. "
                    + "Absent: those that the pods have of their cloud.")
            @Nullable
            SecretRef credentialsSecretRef,

            @JsonPropertyDescription("Secret with the key ca.crt: authorities that are trusted beside the usual ones.")
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
            message = "path is a folder counted from the root of the volume: letters, digits, hyphens, dots and"
                    + " underscores between slashes, without a leading / and without ..",
            fieldPath = ".path")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record VolumeFolder(
            @JsonPropertyDescription("Name of the PersistentVolumeClaim.") @Required @Size(max = 253)
            String claimName,

            @JsonPropertyDescription("Folder, from the root of the volume; made where it is missing. Absent: the root.")
            @Size(min = 1, max = 500)
            @Nullable
            String path) {}
}

package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.CSIVolumeSource;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import org.jspecify.annotations.Nullable;

/** A volume of the user and its mount path in the main container. No hostPath: the pods run at the restricted level of the pod security standards. */
@ValidationRule(
        value = "(has(self.secret) ? 1 : 0) + (has(self.configMap) ? 1 : 0) + (has(self.persistentVolumeClaim) ? 1 : 0)"
                + " + (has(self.emptyDir) ? 1 : 0) + (has(self.csi) ? 1 : 0) == 1",
        message = "a volume needs exactly one of secret, configMap, persistentVolumeClaim, emptyDir and csi")
@ValidationRule(
        value = "self.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
        message = "a volume's name is lower-case letters, digits and hyphens",
        fieldPath = ".name")
@ValidationRule(
        value = "self.mountPath.matches(r'^(/[^/:]+)+$') && !self.mountPath.contains('/..')"
                + " && !self.mountPath.matches(r'^/(cockroach|etc/movies|var/lib/movies|tmp)(/.*)?$')",
        message = "mountPath must be an absolute path without '..' or a trailing slash, and outside "
                + "/cockroach, /etc/movies, /var/lib/movies and /tmp, which are reserved for the operator",
        fieldPath = ".mountPath")
@JsonIgnoreProperties(ignoreUnknown = true)
public record PodVolume(
        @JsonPropertyDescription("Name of the volume; prefixed with user- in the pod.") @Required @Size(max = 58)
        String name,

        @JsonPropertyDescription("Mount path in the main container.") @Required @Size(max = 300)
        String mountPath,

        @JsonPropertyDescription("Path within the volume to mount. Absent: its root.") @Size(max = 300) @Nullable
        String subPath,

        @JsonPropertyDescription("True: the container cannot write to it.") @Nullable
        Boolean readOnly,

        @JsonPropertyDescription("A Secret in the stack's namespace.") @Nullable
        SecretVolumeSource secret,

        @JsonPropertyDescription("A ConfigMap in the stack's namespace.") @Nullable
        ConfigMapVolumeSource configMap,

        @JsonPropertyDescription("A claim in the stack's namespace.") @Nullable
        PersistentVolumeClaimVolumeSource persistentVolumeClaim,

        @JsonPropertyDescription("An empty directory that is deleted with the pod.") @Nullable
        EmptyDirVolumeSource emptyDir,

        @JsonPropertyDescription("A CSI ephemeral volume, for example secrets of a vault.") @Nullable
        CSIVolumeSource csi) {}

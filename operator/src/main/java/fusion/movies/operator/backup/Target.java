package fusion.movies.operator.backup;

import fusion.movies.crd.BackupDestination;
import fusion.movies.crd.BackupDestination.Bucket;
import fusion.movies.crd.BackupDestination.VolumeFolder;
import fusion.movies.crd.SecretRef;
import fusion.movies.operator.api.ApiEnvironment;
import fusion.movies.operator.api.S3Variables;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The destination of backups. The only place that distinguishes the kinds of {@code backup.destination}. */
sealed interface Target {

    /** The variables for the Job. */
    List<EnvVar> variables();

    List<Mounted> volumes();

    record Mounted(Volume volume, String folder, boolean isReadOnly) {

        VolumeMount mount() {
            return new VolumeMountBuilder()
                    .withName(volume.getName())
                    .withMountPath(folder)
                    // Absent means false; the API server drops the field, so setting it would cause a write in every
                    // reconciliation.
                    .withReadOnly(isReadOnly ? true : null)
                    .build();
        }
    }

    static Target of(BackupDestination destination) {
        if (destination.s3() != null) {
            return new InBucket(destination.s3());
        }
        VolumeFolder folder = Objects.requireNonNull(destination.persistentVolumeClaim());
        return new OnVolume(folder.claimName(), folder.path());
    }

    record InBucket(Bucket bucket) implements Target {

        private static final String CREDENTIALS = "/etc/movies/backup-credentials";
        private static final String AUTHORITY = "/etc/movies/backup-ca";

        @Override
        public List<EnvVar> variables() {
            List<EnvVar> variables = new ArrayList<>(S3Variables.of(
                    "BACKUP_S3_", bucket.endpoint(), bucket.bucket(), bucket.region(), "PREFIX", bucket.prefix()));
            if (bucket.credentialsSecretRef() != null) {
                variables.add(ApiEnvironment.variable("BACKUP_CREDENTIALS", CREDENTIALS));
            }
            if (bucket.caSecretRef() != null) {
                variables.add(ApiEnvironment.variable("BACKUP_CA", AUTHORITY + "/ca.crt"));
            }
            return variables;
        }

        @Override
        public List<Mounted> volumes() {
            List<Mounted> volumes = new ArrayList<>();
            if (bucket.credentialsSecretRef() != null) {
                volumes.add(secret("backup-credentials", bucket.credentialsSecretRef(), CREDENTIALS));
            }
            if (bucket.caSecretRef() != null) {
                volumes.add(secret("backup-ca", bucket.caSecretRef(), AUTHORITY, "ca.crt"));
            }
            return volumes;
        }

        /** Optional: the pod starts without it, and the Job reports what is missing. */
        private static Mounted secret(String name, SecretRef secret, String folder, String... keys) {
            VolumeBuilder volume = new VolumeBuilder()
                    .withName(name)
                    .withNewSecret()
                    .withSecretName(secret.name())
                    .withOptional(true)
                    .endSecret();
            for (String key : keys) {
                volume.editSecret()
                        .addNewItem()
                        .withKey(key)
                        .withPath(key)
                        .endItem()
                        .endSecret();
            }
            return new Mounted(volume.build(), folder, true);
        }
    }

    /** @param path absent: the volume's root */
    record OnVolume(String claimName, @Nullable String path) implements Target {

        private static final String ROOT = "/var/lib/movies-backups";

        @Override
        public List<EnvVar> variables() {
            return List.of(ApiEnvironment.variable("BACKUP_FOLDER", path == null ? ROOT : ROOT + "/" + path));
        }

        @Override
        public List<Mounted> volumes() {
            Volume volume = new VolumeBuilder()
                    .withName("backups")
                    .withNewPersistentVolumeClaim()
                    .withClaimName(claimName)
                    .endPersistentVolumeClaim()
                    .build();
            return List.of(new Mounted(volume, ROOT, false));
        }
    }
}

package fusion.movies.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.Stacks;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import org.junit.jupiter.api.Test;

class BackupCronJobTest {

    private static CronJob cronJob(String spec) {
        MoviesStack stack = Stacks.withSpec(spec);
        return BackupCronJob.of(stack, stack.getSpec().backup(), "movies-api:1");
    }

    private static PodSpec pod(CronJob cronJob) {
        return cronJob.getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
    }

    @Test
    void oneRunAtATimeOnAScheduleInUTC() {
        CronJob cronJob = cronJob(
                "{backup: {schedule: '@daily', destination: {persistentVolumeClaim: {claimName: disk, path: a/b}}}}");

        assertThat(cronJob.getMetadata().getName()).isEqualTo("movies-backup");
        assertThat(cronJob.getSpec().getSchedule()).isEqualTo("@daily");
        assertThat(cronJob.getSpec().getTimeZone()).isEqualTo("Etc/UTC");
        assertThat(cronJob.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
        Container container = pod(cronJob).getContainers().getFirst();
        assertThat(container.getArgs()).containsExactly("backup");
        assertThat(container.getEnv())
                .contains(
                        new EnvVar("MOVIES_BACKUP_OWNER", "films.movies", null),
                        new EnvVar("MOVIES_BACKUP_KEEP", "7", null),
                        new EnvVar("MOVIES_BACKUP_FOLDER", "/var/lib/movies-backups/a/b", null))
                .noneMatch(variable -> variable.getName().startsWith("MOVIES_SEED"));
        assertThat(container.getVolumeMounts())
                .anyMatch(mount -> mount.getName().equals("backups") && mount.getReadOnly() == null);
        assertThat(pod(cronJob).getVolumes())
                .anyMatch(volume -> volume.getPersistentVolumeClaim() != null
                        && volume.getPersistentVolumeClaim().getClaimName().equals("disk"));
    }

    @Test
    void credentialsAreMountedAndNotInArgumentsOrEnvironment() {
        CronJob cronJob = cronJob(
                "{backup: {schedule: '0 3 * * *', keep: 3, destination: {s3: {endpoint: 'https://minio:9000',"
                        + " bucket: films, prefix: nightly/, credentialsSecretRef: {name: login}, caSecretRef: {name: authority}}}}}");

        Container container = pod(cronJob).getContainers().getFirst();
        assertThat(container.getEnv())
                .contains(
                        new EnvVar("MOVIES_BACKUP_S3_ENDPOINT", "https://minio:9000", null),
                        new EnvVar("MOVIES_BACKUP_S3_BUCKET", "films", null),
                        new EnvVar("MOVIES_BACKUP_S3_PREFIX", "nightly/", null),
                        new EnvVar("MOVIES_BACKUP_CREDENTIALS", "/etc/movies/backup-credentials", null),
                        new EnvVar("MOVIES_BACKUP_CA", "/etc/movies/backup-ca/ca.crt", null))
                .allMatch(variable -> variable.getValueFrom() == null);
        assertThat(container.getArgs()).containsExactly("backup");
        assertThat(pod(cronJob).getVolumes())
                .filteredOn(volume -> volume.getName().startsWith("backup-"))
                .hasSize(2)
                .allMatch(volume -> volume.getSecret().getOptional());
    }

    @Test
    void backupPodReplacesApiPodAsAWhole() {
        String backup = "backup: {schedule: '@daily', destination: {s3: {bucket: films}}";

        PodSpec asApi = pod(cronJob(
                "{api: {imagePullSecrets: [{name: registry}], pod: {priorityClassName: high}}, " + backup + "}}"));
        PodSpec own = pod(cronJob("{api: {pod: {priorityClassName: high, nodeSelector: {disk: ssd}}}, " + backup
                + ", pod: {priorityClassName: low}}}"));

        assertThat(asApi.getPriorityClassName()).isEqualTo("high");
        assertThat(asApi.getImagePullSecrets()).containsExactly(new LocalObjectReference("registry"));
        assertThat(own.getPriorityClassName()).isEqualTo("low");
        assertThat(own.getNodeSelector()).isEmpty();
    }
}

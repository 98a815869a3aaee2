package fusion.movies.operator.backup;

import fusion.movies.crd.BackupSpec;
import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.api.ApiEnvironment;
import fusion.movies.operator.api.ApiPods;
import fusion.movies.operator.api.SeedSource;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.PodAdditions;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the CronJob of backups: the API's image with another argument, logged in as the loader, whose Secret always
 * exists.
 */
final class BackupCronJob {

    /** A run missed while the cluster's controllers were down still starts within this time. */
    private static final long STARTING_DEADLINE_SECONDS = 3600;

    /** A hanging run would keep all later ones from starting. */
    private static final long LONGEST_SECONDS = 6 * 3600;

    /** Transient failures, such as a restarting database, are retried 10 and 20 seconds later. */
    private static final int RETRIES = 2;

    private BackupCronJob() {}

    static CronJob of(MoviesStack stack, BackupSpec backup, String image) {
        return new CronJobBuilder()
                .withMetadata(Metadata.of(stack, StackNames.of(stack).backup(), Labels.BACKUP))
                .withNewSpec()
                .withSchedule(backup.schedule())
                .withTimeZone(Schedule.TIME_ZONE)
                .withSuspend(false)
                .withConcurrencyPolicy("Forbid")
                .withStartingDeadlineSeconds(STARTING_DEADLINE_SECONDS)
                .withSuccessfulJobsHistoryLimit(1)
                .withFailedJobsHistoryLimit(1)
                .withNewJobTemplate()
                .withNewMetadata()
                .withLabels(Labels.of(stack, Labels.BACKUP))
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(RETRIES)
                .withActiveDeadlineSeconds(LONGEST_SECONDS)
                .withTemplate(PodAdditions.of(
                        template(stack, backup, image), stack.getSpec().backupPod()))
                .endSpec()
                .endJobTemplate()
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(MoviesStack stack, BackupSpec backup, String image) {
        Target target = Target.of(backup.destination());
        PodTemplateSpec template = new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(stack, Labels.BACKUP))
                .endMetadata()
                .withSpec(ApiPods.podSpec(
                                stack,
                                container(stack, backup, image, target),
                                StackNames.of(stack).loader(),
                                new SeedSource.Unmounted())
                        .withRestartPolicy("Never")
                        .build())
                .build();
        target.volumes().forEach(mounted -> template.getSpec().getVolumes().add(mounted.volume()));
        return template;
    }

    private static Container container(MoviesStack stack, BackupSpec backup, String image, Target target) {
        List<EnvVar> environment = new ArrayList<>();
        environment.add(ApiEnvironment.variable(
                "BACKUP_OWNER",
                stack.getMetadata().getNamespace() + "." + stack.getMetadata().getName()));
        environment.add(ApiEnvironment.variable("BACKUP_KEEP", String.valueOf(backup.keep())));
        environment.addAll(target.variables());
        return ApiPods.container(
                        stack, "backup", image, environment, stack.getSpec().backupPod())
                .withArgs("backup")
                .addAllToVolumeMounts(
                        target.volumes().stream().map(Target.Mounted::mount).toList())
                .build();
    }
}

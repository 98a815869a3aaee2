package fusion.movies.e2e;

import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;

/** A backup that starts at once. */
final class BackupRun {

    private BackupRun() {}

    /** As {@code kubectl create job --from=cronjob/STACK-backup NAME}. */
    static void create(Stack stack, String name) {
        CronJob cronJob = stack.namespace()
                .client()
                .batch()
                .v1()
                .cronjobs()
                .inNamespace(stack.namespace().name())
                .withName(stack.name() + "-backup")
                .get();
        stack.namespace()
                .client()
                .resource(new JobBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(stack.namespace().name())
                        .withLabels(
                                cronJob.getSpec().getJobTemplate().getMetadata().getLabels())
                        .endMetadata()
                        .withSpec(cronJob.getSpec().getJobTemplate().getSpec())
                        .build())
                .create();
    }
}

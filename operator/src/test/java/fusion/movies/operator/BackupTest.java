package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.Kubelet;
import fusion.movies.operator.harness.OnApiServer;
import fusion.movies.operator.harness.PodStates;
import fusion.movies.operator.harness.TestStack;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import org.junit.jupiter.api.Test;

/** The CronJob of backups as the spec changes. */
@OnApiServer
class BackupTest {

    private final Harness harness;

    BackupTest(Harness harness) {
        this.harness = harness;
    }

    private static String backup(String schedule) {
        return "{backup: {schedule: '%s', destination: {s3: {bucket: films}}}}".formatted(schedule);
    }

    private static CronJob cronJob(TestStack stack) {
        return stack.client()
                .batch()
                .v1()
                .cronjobs()
                .inNamespace(stack.namespace())
                .withName(stack.name() + "-backup")
                .get();
    }

    @Test
    void theCronJobFollowsTheSpec() {
        try (TestStack stack = harness.newStack()) {
            Kubelet kubelet = new Kubelet(stack);
            stack.apply(backup("0 3 1 1 *"));
            stack.awaitCondition("BackupReady", "Scheduled");
            Job job = kubelet.backupJob();
            kubelet.jobPod(
                    job,
                    PodStates.ended(
                            "Completed",
                            0,
                            "{\"outcome\": \"Succeeded\", \"reason\": \"Succeeded\", \"message\": \"Done.\", \"time\": \"2126-01-01T03:00:04Z\", \"movies\": 253, \"bytes\": 30000, \"location\": \"s3://films/x\"}"));
            kubelet.jobEnds(job, true);
            stack.awaitCondition("BackupReady", "Succeeded");
            assertThat(stack.get().getStatus().backup().movies()).isEqualTo(253);
            assertThat(stack.get().getStatus().backup().lastSuccessTime()).isEqualTo("2126-01-01T03:00:04Z");

            stack.apply(backup("0 4 1 1 *"));
            stack.awaitAsserted(
                    () -> assertThat(cronJob(stack).getSpec().getSchedule()).isEqualTo("0 4 1 1 *"));

            stack.apply("{}");
            stack.awaitAsserted(() -> {
                assertThat(cronJob(stack)).isNull();
                assertThat(stack.get().getStatus().backup()).isNull();
                assertThat(stack.conditions()).extracting(Condition::getType).doesNotContain("BackupReady");
            });
        }
    }
}

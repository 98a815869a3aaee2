package fusion.movies.operator.seed;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.api.ApiEnvironment;
import fusion.movies.operator.api.ApiPods;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;

/** A Job that loads films: the API's image with another argument and another database user. */
final class SeedJob {

    private static final int HASH_LENGTH = 10;

    private SeedJob() {}

    static Job job(MoviesStack stack, String image, String fingerprint, int attempt) {
        return new JobBuilder()
                .withMetadata(Metadata.of(stack, name(stack, fingerprint, attempt), Labels.SEED))
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion(stack.getApiVersion())
                .withKind(stack.getKind())
                .withName(stack.getMetadata().getName())
                .withUid(stack.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                // The operator makes the next attempt, so that there is one back-off and not two.
                .withBackoffLimit(0)
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Labels.of(stack, Labels.SEED))
                .endMetadata()
                .withSpec(ApiPods.podSpec(
                                stack,
                                ApiPods.container(
                                                stack,
                                                "load",
                                                image,
                                                List.of(
                                                        ApiEnvironment.variable("SEED_FINGERPRINT", fingerprint),
                                                        ApiEnvironment.variable(
                                                                "SEED_PRUNE",
                                                                String.valueOf(stack.getSpec()
                                                                        .seed()
                                                                        .prune()))),
                                                true)
                                        .withArgs("load")
                                        .build(),
                                StackNames.of(stack).loader(),
                                true)
                        .withRestartPolicy("Never")
                        .build())
                .endTemplate()
                .endSpec()
                .build();
    }

    static String name(MoviesStack stack, String fingerprint, int attempt) {
        return StackNames.of(stack).seedJob(fingerprint.substring(0, HASH_LENGTH) + "-" + attempt);
    }
}

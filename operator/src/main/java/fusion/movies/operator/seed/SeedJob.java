package fusion.movies.operator.seed;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.api.ApiEnvironment;
import fusion.movies.operator.api.ApiPods;
import fusion.movies.operator.api.SeedSource;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.PodAdditions;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;

/** Builds the Job that loads movies: the API's image with another argument and another database user. */
final class SeedJob {

    /** Label: the number of a Job's attempt at its load, from 1. */
    static final String ATTEMPT = "movies.fusion/attempt";

    /** Label: the load that a Job belongs to. */
    static final String LOAD = "movies.fusion/load";

    private static final int HASH_LENGTH = 10;

    private SeedJob() {}

    static Job job(MoviesStack stack, String image, String fingerprint, int attempt) {
        return new JobBuilder()
                .withMetadata(Metadata.of(stack, name(stack, fingerprint, attempt), Labels.SEED))
                .editMetadata()
                .addToLabels(LOAD, load(fingerprint))
                .addToLabels(ATTEMPT, String.valueOf(attempt))
                .endMetadata()
                .withNewSpec()
                // The operator creates the next attempt, so that there is only one back-off.
                .withBackoffLimit(0)
                .withTemplate(PodAdditions.of(
                        template(stack, image, fingerprint), stack.getSpec().seedPod()))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(MoviesStack stack, String image, String fingerprint) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(stack, Labels.SEED))
                .endMetadata()
                .withSpec(ApiPods.podSpec(
                                stack,
                                container(stack, image, fingerprint),
                                StackNames.of(stack).loader(),
                                source(stack))
                        .withRestartPolicy("Never")
                        .build())
                .build();
    }

    private static Container container(MoviesStack stack, String image, String fingerprint) {
        boolean prune = stack.getSpec().seed().prune();
        return ApiPods.container(
                        stack,
                        "load",
                        image,
                        List.of(
                                ApiEnvironment.variable("SEED_FINGERPRINT", fingerprint),
                                ApiEnvironment.variable("SEED_PRUNE", String.valueOf(prune))),
                        source(stack),
                        stack.getSpec().seedPod())
                .withArgs("load")
                .build();
    }

    private static SeedSource source(MoviesStack stack) {
        return SeedSource.of(stack.getSpec().seed().source());
    }

    static boolean isOf(String fingerprint, Job job) {
        return load(fingerprint).equals(job.getMetadata().getLabels().get(LOAD));
    }

    private static String name(MoviesStack stack, String fingerprint, int attempt) {
        return StackNames.of(stack).seedJob(load(fingerprint) + "-" + attempt);
    }

    private static String load(String fingerprint) {
        return fingerprint.substring(0, HASH_LENGTH);
    }
}

package fusion.movies.operator.database;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.SecurityContexts;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;

/** Makes several waiting nodes one cluster. Always through pod 0: through two different nodes there would be two clusters. */
final class InitJob {

    private static final String CERTIFICATES = "/cockroach/cockroach-certs";

    private InitJob() {}

    static Job job(MoviesStack stack, String image, String clusterDomain) {
        StackNames names = StackNames.of(stack);
        return new JobBuilder()
                .withMetadata(Metadata.of(stack, names.databaseInit(), Labels.DATABASE_INIT))
                .withNewSpec()
                .withBackoffLimit(4)
                .withActiveDeadlineSeconds(300L)
                .withTtlSecondsAfterFinished(120)
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Labels.of(stack, Labels.DATABASE_INIT))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withSecurityContext(SecurityContexts.pod())
                .addNewContainer()
                .withName("init")
                .withImage(image)
                .withImagePullPolicy("IfNotPresent")
                .withCommand("/cockroach/cockroach")
                .withArgs(
                        "init",
                        "--certs-dir=" + CERTIFICATES,
                        "--host=" + names.nodeHost(0, clusterDomain) + ":" + DatabasePods.SQL_PORT)
                .withSecurityContext(SecurityContexts.container())
                .addNewVolumeMount()
                .withName("certificates")
                .withMountPath(CERTIFICATES)
                .withReadOnly(true)
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName("certificates")
                .withNewSecret()
                .withSecretName(names.rootCertificate())
                .withDefaultMode(0440)
                .endSecret()
                .endVolume()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}

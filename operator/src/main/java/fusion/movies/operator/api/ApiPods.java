package fusion.movies.operator.api;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.PodOverrides;
import fusion.movies.operator.database.DatabaseEndpoint;
import fusion.movies.operator.stack.Environment;
import fusion.movies.operator.stack.SecurityContexts;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;

/** The common parts of the pods of the API and of the seed Job: image, database access, source. */
public final class ApiPods {

    private ApiPods() {}

    /**
     * @param credentials name of the Secret of the database user
     * @param source mounted if it is a volume
     */
    public static PodSpecBuilder podSpec(
            MoviesStack stack, Container container, String credentials, SeedSource source) {
        List<Volume> volumes = new ArrayList<>();
        // Mounts only the CA's certificate, because its key is in the same Secret.
        volumes.add(secret("ca", DatabaseEndpoint.of(stack).authoritySecret(), "ca.crt"));
        volumes.add(secret("credentials", credentials, "db_user", "db_password"));
        volumes.add(new VolumeBuilder()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .build());
        source.volume().ifPresent(volumes::add);
        source.access().forEach(access -> volumes.add(access.volume()));
        return new PodSpecBuilder(new PodSpec())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(SecurityContexts.pod())
                .withImagePullSecrets(stack.getSpec().api().imagePullSecrets())
                .withContainers(container)
                .withVolumes(volumes);
    }

    /**
     * @param additional variables in addition to those that service and Job share
     * @param overrides the pods' overrides, for their environment
     */
    public static ContainerBuilder container(
            MoviesStack stack,
            String name,
            String image,
            List<EnvVar> additional,
            SeedSource source,
            PodOverrides overrides) {
        List<EnvVar> environment = new ArrayList<>(ApiEnvironment.of(stack, source));
        environment.addAll(additional);
        return container(stack, name, image, source, Environment.of(environment, overrides));
    }

    /**
     * The environment of a container that does not read a source.
     *
     * @param additional variables in addition to the database's
     * @param overrides the pods' overrides, for their environment
     */
    public static ContainerBuilder container(
            MoviesStack stack, String name, String image, List<EnvVar> additional, PodOverrides overrides) {
        List<EnvVar> environment = new ArrayList<>(ApiEnvironment.database(stack));
        environment.addAll(additional);
        return container(stack, name, image, new SeedSource.Unmounted(), Environment.of(environment, overrides));
    }

    private static ContainerBuilder container(
            MoviesStack stack, String name, String image, SeedSource source, List<EnvVar> environment) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(mount("ca", ApiEnvironment.CA_FOLDER).withReadOnly(true).build());
        mounts.add(mount("credentials", ApiEnvironment.CREDENTIALS_FOLDER)
                .withReadOnly(true)
                .build());
        mounts.add(mount("tmp", "/tmp").build());
        source.volume()
                .ifPresent(volume -> mounts.add(mount(volume.getName(), ApiEnvironment.SOURCE_FOLDER)
                        .withReadOnly(true)
                        .build()));
        source.access()
                .forEach(access -> mounts.add(mount(access.volume().getName(), access.folder())
                        .withReadOnly(true)
                        .build()));
        return new ContainerBuilder(new Container())
                .withName(name)
                .withImage(image)
                .withImagePullPolicy("IfNotPresent")
                .withEnv(environment)
                .withResources(stack.getSpec().api().resources())
                .withSecurityContext(SecurityContexts.container())
                .withVolumeMounts(mounts);
    }

    private static Volume secret(String volume, String secret, String... keys) {
        VolumeBuilder builder = new VolumeBuilder()
                .withName(volume)
                .withNewSecret()
                .withSecretName(secret)
                .endSecret();
        for (String key : keys) {
            builder.editSecret()
                    .addNewItem()
                    .withKey(key)
                    .withPath(key)
                    .endItem()
                    .endSecret();
        }
        return builder.build();
    }

    private static VolumeMountBuilder mount(String name, String path) {
        return new VolumeMountBuilder(new VolumeMount()).withName(name).withMountPath(path);
    }
}

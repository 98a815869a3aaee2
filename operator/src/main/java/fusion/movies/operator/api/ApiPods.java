package fusion.movies.operator.api;

import fusion.movies.crd.FilmSource;
import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.PodOverrides;
import fusion.movies.operator.stack.Environment;
import fusion.movies.operator.stack.Restricted;
import fusion.movies.operator.stack.StackNames;
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

/** What the pods of the API and of the seed Job have in common: one image, one way to the database, one source. */
public final class ApiPods {

    private ApiPods() {}

    /**
     * @param credentials name of the Secret of the database user
     * @param readsSource whether the container reads films where they are mounted
     */
    public static PodSpecBuilder podSpec(
            MoviesStack stack, Container container, String credentials, boolean readsSource) {
        PodOverrides overrides = stack.getSpec().api().pod();
        List<Volume> volumes = new ArrayList<>();
        String authority = stack.getSpec().database().external() == null
                ? StackNames.of(stack).authority()
                : stack.getSpec().database().external().caSecretRef().name();
        // The authority's certificate alone: its key is in the same Secret.
        volumes.add(new VolumeBuilder()
                .withName("ca")
                .withNewSecret()
                .withSecretName(authority)
                .addNewItem()
                .withKey("ca.crt")
                .withPath("ca.crt")
                .endItem()
                .endSecret()
                .build());
        volumes.add(new VolumeBuilder()
                .withName("credentials")
                .withNewSecret()
                .withSecretName(credentials)
                .addNewItem()
                .withKey("db_user")
                .withPath("db_user")
                .endItem()
                .addNewItem()
                .withKey("db_password")
                .withPath("db_password")
                .endItem()
                .endSecret()
                .build());
        volumes.add(new VolumeBuilder()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .build());
        Volume source = source(stack.getSpec().seed().source());
        if (readsSource && source != null) {
            volumes.add(source);
        }
        return new PodSpecBuilder(new PodSpec())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(Restricted.pod())
                .withImagePullSecrets(stack.getSpec().api().imagePullSecrets())
                .withAffinity(overrides.affinity())
                .withNodeSelector(overrides.nodeSelector())
                .withTolerations(overrides.tolerations())
                .withContainers(container)
                .withVolumes(volumes);
    }

    /**
     * @param additional variables beside those that service and Job share
     * @param readsSource whether the container reads films where they are mounted
     */
    public static ContainerBuilder container(
            MoviesStack stack, String name, String image, List<EnvVar> additional, boolean readsSource) {
        List<EnvVar> environment = new ArrayList<>(ApiEnvironment.of(stack));
        environment.addAll(additional);
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(mount("ca", ApiEnvironment.CA_FOLDER).withReadOnly(true).build());
        mounts.add(mount("credentials", ApiEnvironment.CREDENTIALS_FOLDER)
                .withReadOnly(true)
                .build());
        mounts.add(mount("tmp", "/tmp").build());
        if (readsSource && source(stack.getSpec().seed().source()) != null) {
            mounts.add(mount("source", ApiEnvironment.SOURCE_FOLDER)
                    .withReadOnly(true)
                    .build());
        }
        return new ContainerBuilder(new Container())
                .withName(name)
                .withImage(image)
                .withImagePullPolicy("IfNotPresent")
                .withEnv(Environment.of(environment, stack.getSpec().api().pod()))
                .withResources(stack.getSpec().api().resources())
                .withSecurityContext(Restricted.container())
                .withVolumeMounts(mounts);
    }

    private static VolumeMountBuilder mount(String name, String path) {
        return new VolumeMountBuilder(new VolumeMount()).withName(name).withMountPath(path);
    }

    private static Volume source(FilmSource source) {
        if (source.configMapRef() != null) {
            return new VolumeBuilder()
                    .withName("source")
                    .withNewConfigMap()
                    .withName(source.configMapRef().name())
                    // The API starts without its films; only /addall and the Job miss them, and say so.
                    .withOptional(true)
                    .endConfigMap()
                    .build();
        }
        if (source.persistentVolumeClaim() != null) {
            return new VolumeBuilder()
                    .withName("source")
                    .withNewPersistentVolumeClaim(source.persistentVolumeClaim().claimName(), true)
                    .build();
        }
        return null;
    }
}

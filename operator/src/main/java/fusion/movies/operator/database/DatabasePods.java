package fusion.movies.operator.database;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.NodeSettings;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.stack.Environment;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.PodAdditions;
import fusion.movies.operator.stack.SecurityContexts;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Builds the StatefulSet of the CockroachDB nodes. */
final class DatabasePods {

    static final String DATA = "data";

    private static final String CERTIFICATES = "/cockroach/cockroach-certs";
    /** Earlier releases used this template annotation to restart the nodes for a renewed certificate. */
    private static final String CERTIFICATE = "movies.fusion/certificate";

    private static final String STORE = "/cockroach/cockroach-data";
    /** CockroachDB accepts a key file of root that is readable by its group. */
    private static final int KEY_MODE = 0440;
    /** A node transfers its leases before it stops, which can take minutes. */
    private static final long GRACE_SECONDS = 300;

    private DatabasePods() {}

    /**
     * @param shape shape of the cluster, which approaches the number of nodes in the spec in steps
     * @param certificate the annotation of a StatefulSet created by an earlier release; removing it would restart all
     *     nodes
     * @param size size of each volume
     */
    static StatefulSet statefulSet(
            MoviesStack stack,
            Shape shape,
            String image,
            String clusterDomain,
            Map<String, String> certificate,
            Quantity size) {
        StackNames names = StackNames.of(stack);
        NodeSettings spec = stack.getSpec().database().nodeSettings();
        return new StatefulSetBuilder()
                .withMetadata(Metadata.of(stack, names.database(), Labels.DATABASE))
                .withNewSpec()
                .withServiceName(names.database())
                .withReplicas(shape.nodes())
                .withPodManagementPolicy("Parallel")
                // The operator replaces pods: see Roll.
                .withNewUpdateStrategy()
                .withType("OnDelete")
                .endUpdateStrategy()
                .withNewSelector()
                .withMatchLabels(Labels.selector(stack, Labels.DATABASE))
                .endSelector()
                .withTemplate(
                        PodAdditions.of(template(stack, shape.mode(), image, clusterDomain, certificate), spec.pod()))
                .withVolumeClaimTemplates(claim(stack, size))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(
            MoviesStack stack, Shape.Mode mode, String image, String clusterDomain, Map<String, String> certificate) {
        NodeSettings spec = stack.getSpec().database().nodeSettings();
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(stack, Labels.DATABASE))
                .withAnnotations(certificate)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withAutomountServiceAccountToken(false)
                .withSecurityContext(SecurityContexts.pod())
                .withImagePullSecrets(spec.imagePullSecrets())
                .withAffinity(spread(stack))
                .withTopologySpreadConstraints(PodAdditions.spread(
                        stack,
                        Labels.DATABASE,
                        spec.pod(),
                        PodAdditions.evenlyOver("topology.kubernetes.io/zone").build()))
                .withContainers(container(stack, mode, image, clusterDomain))
                .addNewVolume()
                .withName("certificates")
                .withNewSecret()
                .withSecretName(StackNames.of(stack).nodeCertificate())
                .withDefaultMode(KEY_MODE)
                .endSecret()
                .endVolume()
                .addNewVolume()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .endSpec()
                .build();
    }

    static Map<String, String> certificateOf(Optional<StatefulSet> before) {
        return before.map(set -> set.getSpec().getTemplate().getMetadata().getAnnotations())
                .map(annotations -> annotations.get(CERTIFICATE))
                .map(value -> Map.of(CERTIFICATE, value))
                .orElse(Map.of());
    }

    static String image(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getImage();
    }

    static String image(StatefulSet set) {
        return set.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage();
    }

    private static Container container(MoviesStack stack, Shape.Mode mode, String image, String clusterDomain) {
        NodeSettings spec = stack.getSpec().database().nodeSettings();
        return new ContainerBuilder()
                .withName("cockroachdb")
                .withImage(image)
                .withImagePullPolicy("IfNotPresent")
                .withCommand("/cockroach/cockroach")
                .withArgs(arguments(stack, mode, clusterDomain))
                .withEnv(environment(spec))
                .addNewPort()
                .withName("sql")
                .withContainerPort(NodeAddresses.SQL_PORT)
                .withProtocol("TCP")
                .endPort()
                .addNewPort()
                .withName("http")
                .withContainerPort(NodeAddresses.HTTP_PORT)
                .withProtocol("TCP")
                .endPort()
                .withResources(spec.resources())
                .withReadinessProbe(probe("/health?ready=1", 3, 2).build())
                .withLivenessProbe(
                        probe("/health", 10, 6).withInitialDelaySeconds(30).build())
                .withSecurityContext(SecurityContexts.container())
                .addNewVolumeMount()
                .withName(DATA)
                .withMountPath(STORE)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("certificates")
                .withMountPath(CERTIFICATES)
                .withReadOnly(true)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount()
                .build();
    }

    static List<String> arguments(MoviesStack stack, Shape.Mode mode, String clusterDomain) {
        StackNames names = StackNames.of(stack);
        NodeSettings spec = stack.getSpec().database().nodeSettings();
        List<String> arguments = new ArrayList<>(List.of(
                mode == Shape.Mode.SINGLE_NODE ? Shape.Mode.SINGLE_NODE_COMMAND : "start",
                "--certs-dir=" + CERTIFICATES,
                "--store=path=" + STORE,
                "--advertise-addr=$(POD_NAME)." + names.database() + "." + names.namespace() + ".svc." + clusterDomain
                        + ":" + NodeAddresses.SQL_PORT,
                "--listen-addr=:" + NodeAddresses.SQL_PORT,
                "--http-addr=:" + NodeAddresses.HTTP_PORT,
                "--cache=" + spec.cache(),
                "--max-sql-memory=" + spec.maxSqlMemory(),
                "--logtostderr=INFO"));
        if (mode == Shape.Mode.CLUSTER) {
            // Always the first three, regardless of the number of nodes: otherwise scaling would restart every node.
            arguments.add("--join="
                    + IntStream.range(0, 3)
                            .mapToObj(ordinal -> names.nodeHost(ordinal, clusterDomain) + ":" + NodeAddresses.SQL_PORT)
                            .collect(Collectors.joining(",")));
        }
        return arguments;
    }

    private static List<EnvVar> environment(NodeSettings spec) {
        List<EnvVar> environment = new ArrayList<>();
        environment.add(new EnvVarBuilder()
                .withName("POD_NAME")
                .withNewValueFrom()
                .withNewFieldRef("v1", "metadata.name")
                .endValueFrom()
                .build());
        if (spec.resources().getLimits() != null && spec.resources().getLimits().containsKey("cpu")) {
            environment.add(new EnvVarBuilder()
                    .withName("GOMAXPROCS")
                    .withNewValueFrom()
                    .withNewResourceFieldRef()
                    .withResource("limits.cpu")
                    .withDivisor(new Quantity("1"))
                    .endResourceFieldRef()
                    .endValueFrom()
                    .build());
        }
        environment.add(new EnvVar("GODEBUG", "disablethp=1", null));
        return Environment.of(environment, spec.pod());
    }

    private static ProbeBuilder probe(String path, int periodSeconds, int failures) {
        return new ProbeBuilder(new Probe())
                .withNewHttpGet()
                .withPath(path)
                .withNewPort("http")
                .withScheme("HTTPS")
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(3)
                .withFailureThreshold(failures);
    }

    private static Affinity spread(MoviesStack stack) {
        return new AffinityBuilder()
                .withNewPodAntiAffinity()
                .addNewPreferredDuringSchedulingIgnoredDuringExecution()
                .withWeight(100)
                .withNewPodAffinityTerm()
                .withTopologyKey("kubernetes.io/hostname")
                .withNewLabelSelector()
                .withMatchLabels(Labels.selector(stack, Labels.DATABASE))
                .endLabelSelector()
                .endPodAffinityTerm()
                .endPreferredDuringSchedulingIgnoredDuringExecution()
                .endPodAntiAffinity()
                .build();
    }

    private static PersistentVolumeClaim claim(MoviesStack stack, Quantity size) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(DATA)
                .withLabels(Labels.of(stack, Labels.DATABASE))
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(
                        stack.getSpec().database().nodeSettings().storage().storageClassName())
                .withNewResources()
                .addToRequests("storage", size)
                .endResources()
                .endSpec()
                .build();
    }
}

package fusion.movies.operator.database;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.NodeSettings;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.PodAdditions;
import fusion.movies.operator.stack.SecurityContexts;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Builds Jobs that run the {@code cockroach} client as root, in pods that are scheduled like the nodes. */
final class ClientJob {

    private static final String CERTIFICATES = "/cockroach/cockroach-certs";

    private static final Map<String, Quantity> ENOUGH =
            Map.of("cpu", new Quantity("100m"), "memory", new Quantity("256Mi"));

    private ClientJob() {}

    /**
     * A {@code cockroach} command, without the options for certificates, which are added.
     *
     * @param name name of the container that runs it
     */
    record Command(String name, List<String> arguments) {

        Command(String name, String... arguments) {
            this(name, List.of(arguments));
        }
    }

    /**
     * @param commands run one after the other until one fails
     */
    static Job job(MoviesStack stack, String name, String component, String image, Command... commands) {
        NodeSettings spec = stack.getSpec().database().nodeSettings();
        List<Container> containers = new ArrayList<>(Stream.of(commands)
                .map(command -> container(command, image, spec.resources()))
                .toList());
        Container last = containers.removeLast();
        return new JobBuilder()
                .withMetadata(Metadata.of(stack, name, component))
                .withNewSpec()
                .withBackoffLimit(4)
                .withTtlSecondsAfterFinished(120)
                .withTemplate(PodAdditions.placed(template(stack, component, containers, last), spec.pod()))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(
            MoviesStack stack, String component, List<Container> first, Container last) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(stack, component))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withSecurityContext(SecurityContexts.pod())
                .withImagePullSecrets(stack.getSpec().database().nodeSettings().imagePullSecrets())
                .withInitContainers(first)
                .withContainers(last)
                .addNewVolume()
                .withName("certificates")
                .withNewSecret()
                .withSecretName(StackNames.of(stack).rootCertificate())
                .withDefaultMode(0440)
                .endSecret()
                .endVolume()
                .endSpec()
                .build();
    }

    private static Container container(Command command, String image, ResourceRequirements nodes) {
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.add("--certs-dir=" + CERTIFICATES);
        return new ContainerBuilder()
                .withName(command.name())
                .withImage(image)
                .withImagePullPolicy("IfNotPresent")
                .withCommand("/cockroach/cockroach")
                .withArgs(arguments)
                .withResources(resources(nodes))
                .withSecurityContext(SecurityContexts.container())
                .addNewVolumeMount()
                .withName("certificates")
                .withMountPath(CERTIFICATES)
                .withReadOnly(true)
                .endVolumeMount()
                .build();
    }

    /** The same resource kinds as the nodes', so that quotas accept the pod, but only as much as the client needs. */
    private static ResourceRequirements resources(ResourceRequirements nodes) {
        return new ResourceRequirementsBuilder()
                .withRequests(bounded(nodes.getRequests()))
                .withLimits(bounded(nodes.getLimits()))
                .build();
    }

    private static Map<String, Quantity> bounded(Map<String, Quantity> nodes) {
        Map<String, Quantity> bounded = new TreeMap<>();
        if (nodes != null) {
            nodes.forEach(
                    (name, quantity) -> bounded.put(name, smaller(quantity, ENOUGH.getOrDefault(name, quantity))));
        }
        return bounded;
    }

    private static Quantity smaller(Quantity one, Quantity other) {
        return one.getNumericalAmount().compareTo(other.getNumericalAmount()) <= 0 ? one : other;
    }
}

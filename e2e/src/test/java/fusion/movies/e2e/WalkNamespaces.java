package fusion.movies.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The state of the cluster that {@code docs/walk.md} requires: no operator and no stack, and the CRDs of the Prometheus operator.
 *
 * @param tools namespace of the test's own pod
 */
record WalkNamespaces(Cluster cluster, TestNamespace tools, List<CustomResourceDefinition> made)
        implements AutoCloseable {

    private static final String MONITORING = "monitoring";
    private static final String GROUP = "monitoring.coreos.com";
    /** Namespaces of completed tests may still be terminating. */
    private static final Duration GONE = Duration.ofMinutes(2);

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    static WalkNamespaces on(Cluster cluster, Shell shell) {
        KubernetesClient client = cluster.client();
        requireNoStacks(client);
        Awaitility.await("a cluster without a namespace films, which the walk makes and deletes; use another one")
                .atMost(GONE)
                .until(() -> client.namespaces().withName("films").get() == null);
        shell.run("kubectl delete --ignore-not-found -f '%s'"
                .formatted(Path.of("../install/movies-operator.yaml").toAbsolutePath()));
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(MONITORING)
                        .endMetadata()
                        .build())
                .serverSideApply();
        List<CustomResourceDefinition> made = Stream.of("PodMonitor", "PrometheusRule")
                .map(WalkNamespaces::definition)
                .filter(definition -> client.resource(definition).get() == null)
                .map(definition -> client.resource(definition).create())
                .toList();
        made.forEach(definition -> client.resource(definition)
                .waitUntilCondition(
                        is -> is.getStatus() != null
                                && is.getStatus().getConditions().stream()
                                        .anyMatch(
                                                condition -> condition.getType().equals("Established")
                                                        && condition.getStatus().equals("True")),
                        30,
                        TimeUnit.SECONDS));
        return new WalkNamespaces(cluster, TestNamespace.create(cluster, StrangersWalkIT.class), made);
    }

    KubernetesClient client() {
        return cluster.client();
    }

    TestNamespace films() {
        return new TestNamespace(cluster, "films");
    }

    /** Namespaces whose objects are not the operator's. */
    Set<String> names() {
        return Set.of("films", MONITORING, tools.name());
    }

    /** The objects that were applied for Prometheus. */
    Prometheus.Watched watched(Path conditions) {
        JsonNode rules = YAML.convertValue(applied("PrometheusRule").getFirst(), JsonNode.class);
        return new Prometheus.Watched(
                applied("PodMonitor").stream()
                        .map(monitor -> new ScrapeTargets(YAML.convertValue(monitor, JsonNode.class)))
                        .toList(),
                YAML.asYaml(rules.path("spec")),
                conditions,
                List.of("films", Operator.NAMESPACE));
    }

    private List<GenericKubernetesResource> applied(String kind) {
        return client().genericKubernetesResources(GROUP + "/v1", kind)
                .inNamespace(MONITORING)
                .list()
                .getItems();
    }

    private static void requireNoStacks(KubernetesClient client) {
        Awaitility.await("a cluster without stacks, which the walk would delete; use another one")
                .atMost(GONE)
                .until(() -> {
                    try {
                        return client.resources(MoviesStack.class)
                                .inAnyNamespace()
                                .list()
                                .getItems()
                                .isEmpty();
                    } catch (KubernetesClientException e) {
                        if (e.getCode() != 404) {
                            throw e;
                        }
                        return true;
                    }
                });
    }

    private static CustomResourceDefinition definition(String kind) {
        String plural = kind.toLowerCase(Locale.ROOT) + "s";
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(plural + "." + GROUP)
                .endMetadata()
                .withNewSpec()
                .withGroup(GROUP)
                .withScope("Namespaced")
                .withNewNames()
                .withKind(kind)
                .withPlural(plural)
                .withSingular(kind.toLowerCase(Locale.ROOT))
                .endNames()
                .addNewVersion()
                .withName("v1")
                .withServed(true)
                .withStorage(true)
                .withNewSchema()
                .withNewOpenAPIV3Schema()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .endOpenAPIV3Schema()
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }

    @Override
    public void close() {
        client().namespaces().withName("films").delete();
        client().namespaces().withName(MONITORING).delete();
        made.forEach(definition -> client().resource(definition).delete());
        tools.close();
    }
}

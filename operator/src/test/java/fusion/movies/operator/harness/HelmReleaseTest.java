package fusion.movies.operator.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Installs, upgrades and uninstalls a release with Helm, on a separate API server. Nothing runs; the test checks the
 * installed objects.
 */
@OnApiServer
class HelmReleaseTest {

    private static final Path CHART = Path.of("../chart");
    private static final String DEFINITION = "moviesstacks.movies.fusion";

    @Test
    void anUpgradeUpgradesTheCRDAndAnUninstallKeepsTheStacks(@TempDir Path scratch) throws Exception {
        assumeThat(ControlPlaneBinaries.helm())
                .as("SKIPPED: no helm in %s; 'local/kubernetes/compile tests' makes it", ControlPlaneBinaries.cache())
                .isPresent();
        ControlPlaneBinaries binaries = ControlPlaneBinaries.find().orElseThrow();
        try (ControlPlane controlPlane = ControlPlane.start(binaries, "helm");
                KubernetesClient client = controlPlane.administrator()) {
            Path former = copyWithout(scratch, "networkPolicy:");
            helm(controlPlane, "install", former);
            await().ignoreExceptionsInstanceOf(KubernetesClientException.class)
                    .untilAsserted(
                            () -> assertThat(fields(client)).contains("api").doesNotContain("networkPolicy"));
            GenericKubernetesResource stack = stack(client);

            helm(controlPlane, "upgrade", CHART, "--set=replicas=2");

            assertThat(fields(client)).contains("api", "networkPolicy");
            assertThat(client.apps()
                            .deployments()
                            .inNamespace("movies-system")
                            .withName("movies-operator")
                            .get()
                            .getSpec()
                            .getReplicas())
                    .isEqualTo(2);

            helm(controlPlane, "uninstall", null);

            assertThat(client.apps()
                            .deployments()
                            .inNamespace("movies-system")
                            .list()
                            .getItems())
                    .isEmpty();
            assertThat(client.resources(ClusterRole.class).list().getItems())
                    .extracting(role -> role.getMetadata().getName())
                    .noneMatch(name -> name.startsWith("movies-operator"));
            assertThat(client.resource(stack).get())
                    .as("a stack that the release did not make")
                    .isNotNull();
        }
    }

    /** A former release's chart, whose CRD has one field less. */
    private static Path copyWithout(Path scratch, String field) throws IOException {
        Path copy = scratch.resolve("chart");
        try (Stream<Path> files = Files.walk(CHART)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(CHART.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        Path definition = copy.resolve("files/moviesstacks.movies.fusion-v1.yml");
        List<String> kept = new ArrayList<>();
        int indent = -1;
        for (String line : Files.readAllLines(definition)) {
            int depth = line.length() - line.stripLeading().length();
            if (indent >= 0 && depth > indent) {
                continue;
            }
            indent = line.strip().equals(field) ? depth : -1;
            if (indent < 0) {
                kept.add(line);
            }
        }
        Files.write(definition, kept);
        return copy;
    }

    private static Iterable<String> fields(KubernetesClient client) {
        return client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(DEFINITION)
                .get()
                .getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema()
                .getProperties()
                .get("spec")
                .getProperties()
                .keySet();
    }

    private static GenericKubernetesResource stack(KubernetesClient client) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("films")
                        .endMetadata()
                        .build())
                .create();
        GenericKubernetesResource stack = new GenericKubernetesResourceBuilder()
                .withApiVersion("movies.fusion/v1alpha1")
                .withKind("MoviesStack")
                .withNewMetadata()
                .withName("movies")
                .withNamespace("films")
                .endMetadata()
                .addToAdditionalProperties("spec", Map.of())
                .build();
        await().ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> client.resource(stack).create() != null);
        return stack;
    }

    private static void helm(ControlPlane controlPlane, String command, Path chart, String... options)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(ControlPlaneBinaries.helm().orElseThrow().toString(), command, "movies-operator"));
        if (chart != null) {
            line.add(chart.toString());
        }
        line.addAll(controlPlane.helmsAccess());
        line.add("--namespace=movies-system");
        if (command.equals("install")) {
            line.add("--create-namespace");
        }
        line.addAll(List.of(options));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("helm %s: %s", command, words).isZero();
    }
}

package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Samples that only need a cluster become Ready; the API server accepts the others in a dry run. */
@OnCluster
class SamplesIT {

    private static final Path SAMPLES = Path.of("../samples");

    static final Set<String> APPLIED = Set.of("demo.yaml", "films-on-a-volume.yaml", "minimal.yaml");

    /**
     * Not every cluster has cert-manager, internet access, a bucket, the user's certificates, a licence or a storage
     * class.
     */
    static final Set<String> DRY_RUN = Set.of(
            "backup.yaml",
            "cert-manager.yaml",
            "old-system.yaml",
            "own-certificates.yaml",
            "production.yaml",
            "restore.yaml");

    private final TestNamespace namespace;

    SamplesIT(TestNamespace namespace) {
        this.namespace = namespace;
    }

    @Test
    void each_sample_is_applied_or_dry_run() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(APPLIED.stream(), DRY_RUN.stream()).toList());
        }
    }

    @ParameterizedTest(name = "{0} becomes Ready")
    @FieldSource("APPLIED")
    void an_applied_sample(String sample, @TempDir Path folder) throws IOException {
        // Each has a stack named movies.
        try (TestNamespace own = TestNamespace.create(namespace.cluster(), SamplesIT.class)) {
            if (sample.equals("films-on-a-volume.yaml")) {
                ToolsPod.fill(own, "films", oneFilm(folder.resolve("movies.json.gz")));
            }
            for (GenericKubernetesResource item : items(sample)) {
                if (item.getKind().equals("MoviesStack")) {
                    Stack stack = own.stack(item.getMetadata().getName());
                    stack.apply(own.client().getKubernetesSerialization().asJson(item.get("spec")));
                    stack.awaitReady();
                } else {
                    resource(item, own)
                            .fieldManager("e2e-user")
                            .forceConflicts()
                            .serverSideApply();
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} is accepted by the API server")
    @FieldSource("DRY_RUN")
    void a_sample_in_a_dry_run(String sample) throws IOException {
        for (GenericKubernetesResource item : items(sample)) {
            resource(item, namespace)
                    .dryRun()
                    .fieldValidation(Validation.STRICT)
                    .create();
        }
    }

    /** The stack last, because the same file has the objects that it refers to. */
    private List<GenericKubernetesResource> items(String sample) throws IOException {
        KubernetesSerialization yaml = namespace.client().getKubernetesSerialization();
        List<GenericKubernetesResource> items = Arrays.stream(
                        Files.readString(SAMPLES.resolve(sample)).split("\n---\n", -1))
                .map(document -> yaml.unmarshal("---\n" + document, GenericKubernetesResource.class))
                .sorted(Comparator.comparing(item -> item.getKind().equals("MoviesStack")))
                .toList();
        assertThat(items).extracting(GenericKubernetesResource::getKind).contains("MoviesStack");
        return items;
    }

    private static Resource<GenericKubernetesResource> resource(
            GenericKubernetesResource item, TestNamespace namespace) {
        item.getMetadata().setNamespace(namespace.name());
        return namespace.client().resource(item);
    }

    private static Path oneFilm(Path file) throws IOException {
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write("[{\"title\": \"Carmen\", \"year\": 1915}]".getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}

package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@OnCluster
class SamplesIT {

    private final TestNamespace namespace;

    SamplesIT(TestNamespace namespace) {
        this.namespace = namespace;
    }

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../samples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0} is taken by the API server")
    @MethodSource("samples")
    void a_sample(Path sample) throws IOException {
        try (InputStream yaml = Files.newInputStream(sample)) {
            List<HasMetadata> items = namespace.client().load(yaml).items();

            assertThat(items).extracting(HasMetadata::getKind).contains("MoviesStack");
            for (HasMetadata item : items) {
                item.getMetadata().setNamespace(namespace.name());
                namespace
                        .client()
                        .resource(item)
                        .dryRun()
                        .fieldValidation(Validation.STRICT)
                        .create();
            }
        }
    }
}

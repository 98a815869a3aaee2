package fusion.movies.crd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedInstallTest {

    private static final Path PARTS = Path.of("../install/parts");

    @Test
    void the_file_an_administrator_applies_is_made_of_its_parts(@TempDir Path scratch) throws IOException {
        String parts = Stream.of(
                        Files.readString(PARTS.resolve("namespace.yaml")),
                        GeneratedCrd.yaml(scratch),
                        Files.readString(PARTS.resolve("rbac.yaml")),
                        Files.readString(PARTS.resolve("deployment.yaml")))
                .collect(Collectors.joining("---\n"));

        CommittedFile.of("../install/movies-operator.yaml")
                .isOrBecomes("# Made of install/parts and the CRD: see install/README.md.\n" + parts);
    }
}

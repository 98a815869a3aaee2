package fusion.movies.crd;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedInstallTest {

    @Test
    void the_file_an_administrator_applies_is_made_of_its_parts(@TempDir Path scratch) throws IOException {
        CommittedFile.of("../install/movies-operator.yaml")
                .isOrBecomes(InstallParts.clusterWide(GeneratedCrd.yaml(scratch)));
    }

    @Test
    void the_file_for_one_namespace_is_made_of_the_same_parts(@TempDir Path scratch) throws IOException {
        CommittedFile.of("../install/movies-operator-namespaced.yaml")
                .isOrBecomes(InstallParts.namespaced(GeneratedCrd.yaml(scratch)));
    }
}

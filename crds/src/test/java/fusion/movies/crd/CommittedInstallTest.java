package fusion.movies.crd;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedInstallTest {

    @Test
    void the_install_file_is_generated_from_its_parts(@TempDir Path scratch) throws IOException {
        CommittedFile.of("../install/movies-operator.yaml")
                .isOrBecomes(InstallParts.clusterWide(GeneratedCrd.yaml(scratch)));
    }

    @Test
    void the_namespaced_install_file_is_generated_from_the_same_parts(@TempDir Path scratch) throws IOException {
        CommittedFile.of("../install/movies-operator-namespaced.yaml")
                .isOrBecomes(InstallParts.namespaced(GeneratedCrd.yaml(scratch)));
    }
}

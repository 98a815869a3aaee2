package fusion.movies.crd;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedCrdTest {

    @Test
    void the_committed_CRD_is_the_generated_one(@TempDir Path scratch) throws IOException {
        CommittedFile.of(GeneratedCrd.FILE).isOrBecomes(GeneratedCrd.yaml(scratch));
    }
}

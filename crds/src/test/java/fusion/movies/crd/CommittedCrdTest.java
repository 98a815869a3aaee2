package fusion.movies.crd;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedCrdTest {

    @Test
    void the_committed_definition_is_what_the_model_gives(@TempDir Path scratch) throws IOException {
        CommittedFile.of(GeneratedCrd.FILE).isOrBecomes(GeneratedCrd.yaml(scratch));
    }
}

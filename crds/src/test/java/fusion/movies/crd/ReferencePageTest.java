package fusion.movies.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencePageTest {

    @Test
    void the_committed_page_is_the_one_generated_from_the_CRD(@TempDir Path scratch) throws IOException {
        JsonNode definition = new KubernetesSerialization().unmarshal(GeneratedCrd.yaml(scratch), JsonNode.class);

        String page = ReferencePage.text(definition);

        CommittedFile.of("../docs/reference.md").isOrBecomes(page);
        assertThat(page).contains("| `storage.size` |", "| `conditions[].message` |", "## spec.networkPolicy");
    }
}

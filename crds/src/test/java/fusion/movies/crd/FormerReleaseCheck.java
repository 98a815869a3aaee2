package fusion.movies.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Run by {@code .ci/crd-compatible}, which passes the former release's CRD in the property {@code former}; other runs
 * skip it.
 */
class FormerReleaseCheck {

    @Test
    void the_definition_accepts_and_keeps_what_the_former_release_did() throws IOException {
        String former = Files.readString(Path.of(System.getProperty("former")));
        String present = Files.readString(Path.of(GeneratedCrd.FILE));

        assertThat(CrdChanges.between(CrdChangesTest.parsed(former), CrdChangesTest.parsed(present)))
                .as("incompatible with stacks of the former release")
                .isEmpty();
    }
}

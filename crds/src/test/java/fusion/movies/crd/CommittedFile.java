package fusion.movies.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated file that is committed for its readers. */
record CommittedFile(Path path) {

    private static final boolean WRITE = Boolean.getBoolean("write");

    /** @param path relative to this module's folder */
    static CommittedFile of(String path) {
        return new CommittedFile(Path.of(path));
    }

    void isOrBecomes(String expected) throws IOException {
        if (WRITE) {
            Files.writeString(path, expected);
        }
        assertThat(path)
                .as(
                        "%s is generated from other files, which have changed. Regenerate it: mvn test -pl crds"
                                + " -Dwrite=true",
                        path)
                .content()
                .isEqualTo(expected);
    }
}

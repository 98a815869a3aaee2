package fusion.movies.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Film List (2024).json",
                "100%.json",
                "films#2.json",
                "a?b.json",
                "a%20b.json",
                "${year}.json",
                "a+b&c=d.json",
                "七つの灯.json",
                "-.json",
                "'\"\\.json",
                "a;b:c@d!~.json",
                "[1]{2}|3^.json"
            })
    void aFileOfAnyNameIsFoundByItsPercentEncodedPath(String name) throws IOException {
        Files.writeString(folder.resolve(name), "[]");

        SourceFile file = SourceFile.of(URI.create("file://" + encoded(folder.resolve(name))));

        assertThat(new String(file.open().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("[]");
    }

    @Test
    void aMissingFileAndAFolderAreReported() {
        assertThatThrownBy(() -> SourceFile.of(folder.resolve("none.json").toUri()))
                .hasMessageStartingWith("There is no file " + folder);
        assertThatThrownBy(() -> SourceFile.of(folder.toUri())).hasMessageContaining("is not a file");
    }

    @Test
    void anUnreadableFileIsReportedWithItsOwnerAndTheRemedy() throws Exception {
        Path file = Files.writeString(folder.resolve("movies.json"), "[]");
        permit(file, "-w-------");

        assertThat(refusal(file))
                .contains("cannot be read: uid ")
                .contains("may not read " + file)
                .contains("mode -w-------")
                .contains("run chmod a+r on it");
    }

    @Test
    void anInaccessibleFolderIsReportedInstead() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Path file = Files.writeString(closed.resolve("movies.json"), "[]");
        permit(closed, "rw-------");
        try {
            assertThat(refusal(file))
                    .contains("may not read " + closed + " (uid")
                    .contains("run chmod a+rx on it");
        } finally {
            permit(closed, "rwx------");
        }
    }

    private static void permit(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /** In a process that is subject to file permissions, which root is not. */
    private String refusal(Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName(),
                file.toString()));
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out);
    }

    /** The main method of the other process. */
    static final class Opening {
        public static void main(String... arguments) {
            try {
                SourceFile.of(Path.of(arguments[0]).toUri());
                System.out.println("It was opened.");
            } catch (SourceException e) {
                System.out.println(e.reason() + ": " + e.getMessage());
            }
        }
    }

    private static String encoded(Path path) {
        StringBuilder encoded = new StringBuilder();
        path.forEach(part -> encoded.append('/')
                .append(URLEncoder.encode(part.toString(), StandardCharsets.UTF_8)
                        .replace("+", "%20")));
        return encoded.toString();
    }
}

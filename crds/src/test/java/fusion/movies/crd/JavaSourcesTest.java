package fusion.movies.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the sources of all modules have in common and neither the compiler nor the formatter checks. */
class JavaSourcesTest {

    private static final Pattern LOCAL_VAR = Pattern.compile("\\bvar \\w+( =|;| :|\\))");

    @Test
    void local_variables_have_explicit_types() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (LOCAL_VAR.matcher(lines.get(i)).find()) {
                    found.add(MarkdownPage.ROOT.relativize(file) + ":" + (i + 1));
                }
            }
        }
        assertThat(found).as("Write the type of the variable instead of var.").isEmpty();
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("api-service", "bench", "crds", "e2e", "local", "operator", "plugin", "schema")) {
            try (Stream<Path> all = Files.walk(MarkdownPage.ROOT.resolve(folder))) {
                all.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.toString().contains("/target/"))
                        .forEach(files::add);
            }
        }
        assertThat(files).hasSizeGreaterThan(500);
        return files;
    }
}

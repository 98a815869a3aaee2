package fusion.movies.operator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code mvn test -pl operator -am -Dtest=ReasonsPageTest -Dwrite=true} writes the page. */
class ReasonsPageTest {

    private static final Path PAGE = Path.of("../docs/reasons.md");
    private static final Path CODE = Path.of("src/main/java");

    /** Constructors with a reason as the first argument. */
    private static final Pattern REASON =
            Pattern.compile("(?:Waiting|Failed|Done|Changing|Hindered|PodProblem|Verdict)\\(\\s*\"([A-Z][A-Za-z]+)\"");

    private static final Pattern DONE = Pattern.compile("\\bDone\\(\\s*\"([A-Z][A-Za-z]+)\"");

    /** The outcome in the loader's verdict. */
    private static final String OUTCOME = "Failed";

    @Test
    void theCommittedPageIsGeneratedFromTheRows() throws IOException {
        if (Boolean.getBoolean("write")) {
            Files.writeString(PAGE, ReasonsPage.text());
        }

        assertThat(PAGE)
                .as(
                        "%s is generated from the rows, which have changed. Regenerate it: mvn test -pl operator"
                                + " -am -Dwrite=true -Dtest=ReasonsPageTest -Dsurefire.failIfNoSpecifiedTests=false",
                        PAGE)
                .hasContent(ReasonsPage.text());
    }

    @Test
    void everyReasonInTheCodeIsListed() throws IOException {
        Set<String> code = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CODE)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> REASON.matcher(read(file)).results())
                    .map((MatchResult match) -> match.group(1))
                    .filter(reason -> !reason.equals(OUTCOME))
                    .forEach(code::add);
        }

        assertThat(code).hasSizeGreaterThan(60);
        assertThat(ReasonsPage.entries().keySet()).containsAll(code);
        assertThat(code).containsAll(ReasonsPage.WITHOUT_ROW.keySet());
    }

    @Test
    void reasonsAsSpecifiedAreThoseOfDoneSteps() throws IOException {
        Set<String> done = new TreeSet<>(Set.of("Serving", "Paused"));
        try (Stream<Path> files = Files.walk(CODE)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> DONE.matcher(read(file)).results())
                    .map((MatchResult match) -> match.group(1))
                    .forEach(done::add);
        }

        assertThat(ReasonsPage.AS_ASKED).containsExactlyInAnyOrderElementsOf(done);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

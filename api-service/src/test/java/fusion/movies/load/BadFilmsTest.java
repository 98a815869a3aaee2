package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each bad source ends in a reason and a sentence, and leaves the films as they were. docs/loading.md shows them all. */
class BadFilmsTest {

    private static final String HEAD = "| films | reason | message |\n|---|---|---|\n";
    private static final List<String> ROWS = new ArrayList<>();

    @TempDir
    private Path folder;

    private Loads loads;

    @BeforeEach
    void oneGoodFilm() {
        loads = new Loads(folder);
        loads.load(loads.file("[" + BadFilms.GOOD + "]"));
    }

    /** Writes what was said as the table in docs/loading.md, and holds that to it. */
    @AfterAll
    static void theDocumentShowsWhatIsSaid() throws IOException {
        Files.writeString(Path.of("target", "bad-films.md"), HEAD + String.join("", ROWS));

        assertThat(Files.readString(Path.of("..", "docs", "loading.md"))).contains(ROWS);
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedAndChangesNothing(BadFilms bad) {
        LoadResult result = loads.load(bad.seed(loads));

        ROWS.add("| %s | `%s` | %s |\n"
                .formatted(bad, result.reason(), result.message().replace("|", "\\|")));
        assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.Failed);
        assertThat(result.reason()).isEqualTo(bad.reason().name());
        assertThat(result.message()).contains(bad.says()).endsWith(".");
        assertThat(loads.titles()).containsExactly("Carmen");
        assertThat(loads.record()).containsEntry("state", "Failed").containsEntry("message", result.message());
    }
}

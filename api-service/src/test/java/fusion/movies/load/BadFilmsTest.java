package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each bad source ends in a reason and a sentence, and leaves the films as they were. docs/loading.md shows them all. */
class BadFilmsTest {

    @TempDir
    private Path folder;

    private Loads loads;

    @BeforeEach
    void oneGoodFilm() {
        loads = new Loads(folder);
        loads.load(loads.file("[" + BadFilms.GOOD + "]"));
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedAndChangesNothing(BadFilms bad) {
        LoadResult result = loads.load(bad.seed(loads));

        assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.Failed);
        assertThat(result.reason()).isEqualTo(bad.reason().name());
        assertThat(result.message()).contains(bad.says()).endsWith(".");
        assertThat(loads.titles()).containsExactly("Carmen");
        assertThat(loads.record()).containsEntry("state", "Failed").containsEntry("message", result.message());
    }
}

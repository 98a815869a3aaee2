package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.source.BadSourcesTable;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each bad source results in a reason and a sentence, and leaves the movies unchanged. docs/loading.md lists all of them. */
class BadSourcesTest {

    @TempDir
    private static Path folder;

    private static Loads loads;

    @BeforeAll
    static void oneGoodMovie() {
        loads = new Loads(folder);
        loads.load(loads.file("[" + BadSource.GOOD + "]"));
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedAndChangesNothing(BadSource bad) {
        String version = loads.version();

        LoadResult result = loads.load(bad.seed(loads));

        assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.Failed);
        assertThat(result.reason()).as(result.message()).isEqualTo(bad.reason());
        assertThat(result.message()).contains(bad.says()).endsWith(".");
        assertThat(loads.titles()).containsExactly("Carmen");
        assertThat(loads.version()).isEqualTo(version);
        assertThat(loads.record()).containsEntry("state", "Failed").containsEntry("message", result.message());
        BadSourcesTable.CONTENTS.check(bad.toString(), result.reason(), result.message());
    }
}

package fusion.movies.operator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The page in docs/ is generated from the rows: {@code mvn test -pl operator -am -Dtest=ConditionsPageTest
 * -Dwrite=true}.
 */
class ConditionsPageTest {

    private static final Path PAGE = Path.of("../docs/conditions-table.md");

    @Test
    void theCommittedPageIsGeneratedFromTheRows() throws IOException {
        if (Boolean.getBoolean("write")) {
            Files.writeString(PAGE, ConditionsPage.text());
        }

        assertThat(PAGE)
                .as(
                        "%s is generated from the rows, which have changed. Regenerate it: mvn test -pl operator"
                                + " -am -Dwrite=true -Dtest=ConditionsPageTest -Dsurefire.failIfNoSpecifiedTests=false",
                        PAGE)
                .hasContent(ConditionsPage.text());
    }

    @Test
    void itHasMoreThanAHundredRowsWithoutDuplicates() {
        assertThat(ConditionsTableTest.rows().count()).isGreaterThan(100);
        assertThat(ConditionsTableTest.rows().map(Row::broken)).doesNotHaveDuplicates();
    }
}

package fusion.movies.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CursorTest {

    @ParameterizedTest
    @CsvSource({"RELEVANCE, 1084227584", "YEAR, 1994 12", "YEAR_DESCENDING, 1994 -1", "TITLE, the matrix", "TITLE, ''"})
    void comesBackAsItWas(Sort sort, String value) {
        Cursor cursor = new Cursor(value, 7);

        assertThat(Cursor.decode(cursor.encode("binding"), "binding", sort)).isEqualTo(cursor);
    }

    @ParameterizedTest
    @CsvSource({
        "RELEVANCE, best",
        "RELEVANCE, 99999999999",
        "YEAR, 1994",
        "YEAR, 1994 twelve",
        "YEAR, ''",
        "YEAR, 1994 12 1",
        "YEAR_DESCENDING, 99999999999999999999 1"
    })
    void madeByHandWithAValueOfAnotherKindIsRefused(Sort sort, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cursor.decode(new Cursor(value, 7).encode("binding"), "binding", sort));
    }

    @ParameterizedTest
    @CsvSource({"''", "bm8gY3Vyc29y", "not-base-64!"})
    void whatIsNoCursorIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.decode(text, "binding", Sort.TITLE));
    }
}

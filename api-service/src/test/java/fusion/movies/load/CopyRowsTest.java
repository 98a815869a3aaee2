package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.movie.Movie;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyRowsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Dwayne \"The Rock\" Johnson", "back\\slash", "a\tb", "a\nb", "a\rb", "a\u0001b"})
    void aListEntryThatNeedsEscapesIsNotCopied(String entry) {
        assertThat(CopyRows.canHold(movie(List.of("Ida Morel", entry), List.of())))
                .isFalse();
        assertThat(CopyRows.canHold(movie(List.of(), List.of(entry)))).isFalse();
    }

    @Test
    void allOtherRowsAreCopied() {
        assertThat(CopyRows.canHold(
                        movie(List.of("O'Hara", "{a}", "a,b", "NULL", "", " x ", "東京 🎬"), List.of("Drama"))))
                .isTrue();
    }

    private static Movie movie(List<String> cast, List<String> genres) {
        return new Movie(null, "Carmen", 1915L, cast, genres, null, null, null, null, null, 1L);
    }
}

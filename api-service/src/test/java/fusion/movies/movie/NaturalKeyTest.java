package fusion.movies.movie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NaturalKeyTest {

    private final Movie carmen = carmen("Carmen_(1915_Raoul_Walsh_film)");

    @Test
    void anIdIsTheSameInEveryLoadAndExactInJavaScript() {
        long id = NaturalKey.of(carmen, 0).id();

        assertThat(id).isEqualTo(3626271630364990L).isBetween(0L, (1L << 53) - 1);
    }

    @Test
    void moviesOfOneNameAndYearDifferByArticleOrOccurrence() {
        Movie other = carmen("Carmen_(1915_Cecil_B._DeMille_film)");

        assertThat(Stream.of(
                                NaturalKey.of(carmen, 0),
                                NaturalKey.of(carmen, 1),
                                NaturalKey.of(other, 0),
                                NaturalKey.kept(carmen, 0))
                        .map(NaturalKey::id))
                .doesNotHaveDuplicates();
    }

    private static Movie carmen(String href) {
        return new Movie(
                null,
                "Carmen",
                1915L,
                List.of("Theda Bara"),
                List.of("Drama"),
                href,
                "A film.",
                "t.jpg",
                320L,
                240L,
                1L);
    }
}

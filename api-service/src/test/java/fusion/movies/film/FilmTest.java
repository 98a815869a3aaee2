package fusion.movies.film;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FilmTest {

    private final Film carmen = new Film(
            "Carmen",
            1915L,
            List.of("Theda Bara"),
            List.of("Drama"),
            "Carmen_(1915_Raoul_Walsh_film)",
            "A film.",
            "t.jpg",
            320L,
            240L);

    @Test
    void anIdIsTheSameInEveryLoadAndExactInJavaScript() {
        long id = carmen.key(0).id();

        assertThat(id).isEqualTo(3626271630364990L).isBetween(0L, (1L << 53) - 1);
    }

    @Test
    void filmsOfOneNameAndYearAreToldApartByTheirArticleOrTheirOccurrence() {
        Film other = new Film(
                "Carmen", 1915L, List.of(), List.of(), "Carmen_(1915_Cecil_B._DeMille_film)", null, null, null, null);

        Set<Long> ids = Stream.of(carmen.key(0), carmen.key(1), other.key(0))
                .map(NaturalKey::id)
                .collect(Collectors.toSet());

        assertThat(ids).hasSize(3);
    }

    @Test
    void aDigestChangesWithEachPartOfTheContent() {
        Stream<Film> changed = Stream.of(
                new Film(
                        "Carmen!",
                        1915L,
                        carmen.cast(),
                        carmen.genres(),
                        carmen.href(),
                        "A film.",
                        "t.jpg",
                        320L,
                        240L),
                new Film(
                        "Carmen", 1916L, carmen.cast(), carmen.genres(), carmen.href(), "A film.", "t.jpg", 320L, 240L),
                new Film("Carmen", null, carmen.cast(), carmen.genres(), carmen.href(), "A film.", "t.jpg", 320L, 240L),
                new Film(
                        "Carmen",
                        1915L,
                        List.of("Theda Bara", "Drama"),
                        List.of(),
                        carmen.href(),
                        "A film.",
                        "t.jpg",
                        320L,
                        240L),
                new Film(
                        "Carmen",
                        1915L,
                        carmen.cast(),
                        List.of("Dra", "ma"),
                        carmen.href(),
                        "A film.",
                        "t.jpg",
                        320L,
                        240L),
                carmen.withoutHref(),
                new Film(
                        "Carmen",
                        1915L,
                        carmen.cast(),
                        carmen.genres(),
                        carmen.href(),
                        null,
                        "A film.t.jpg",
                        320L,
                        240L),
                new Film(
                        "Carmen", 1915L, carmen.cast(), carmen.genres(), carmen.href(), "A film.", "t.jpg", 240L, 320L),
                new Film(
                        "Carmen",
                        1915L,
                        carmen.cast(),
                        carmen.genres(),
                        carmen.href(),
                        "A film.",
                        "t.jpg",
                        320L,
                        null));

        assertThat(changed.map(Film::digest)).doesNotContain(carmen.digest()).doesNotHaveDuplicates();
    }

    @Test
    void equalContentHasAnEqualDigest() {
        Film same = new Film(
                "Carmen",
                1915L,
                List.of("Theda Bara"),
                List.of("Drama"),
                carmen.href(),
                "A film.",
                "t.jpg",
                320L,
                240L);

        assertThat(same.digest()).isEqualTo(carmen.digest());
    }
}

package fusion.movies.movie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContentDigestTest {

    private static final Movie CARMEN = movie("Carmen", 1915L, List.of("Theda Bara"), List.of("Drama"), "Carmen_(a)");

    @Test
    void digestsAreStableSoThatNoTableIsRewritten() {
        assertThat(ContentDigest.of(CARMEN)).isEqualTo(6450106532313448647L);
    }

    @Test
    void aDigestChangesWithEachPartOfTheContent() {
        Stream<Movie> changed = Stream.of(
                movie("Carmen!", 1915L, CARMEN.cast(), CARMEN.genres(), CARMEN.href()),
                movie("Carmen", 1916L, CARMEN.cast(), CARMEN.genres(), CARMEN.href()),
                movie("Carmen", null, CARMEN.cast(), CARMEN.genres(), CARMEN.href()),
                movie("Carmen", 1915L, List.of("Theda Bara", "Drama"), List.of(), CARMEN.href()),
                movie("Carmen", 1915L, CARMEN.cast(), List.of("Dra", "ma"), CARMEN.href()),
                movie("Carmen", 1915L, CARMEN.cast(), CARMEN.genres(), null),
                pictured(null, "A film.t.jpg", 320L, 240L),
                pictured("A film.", "t.jpg", 240L, 320L),
                pictured("A film.", "t.jpg", 320L, null));

        assertThat(changed.map(ContentDigest::of))
                .doesNotContain(ContentDigest.of(CARMEN))
                .doesNotHaveDuplicates();
    }

    @Test
    void neitherIdNorPositionIsContent() {
        Movie elsewhere = new Movie(
                7L,
                "Carmen",
                1915L,
                List.of("Theda Bara"),
                List.of("Drama"),
                "Carmen_(a)",
                "A film.",
                "t.jpg",
                320L,
                240L,
                9L);

        assertThat(ContentDigest.of(elsewhere)).isEqualTo(ContentDigest.of(CARMEN));
    }

    private static Movie movie(String title, Long year, List<String> cast, List<String> genres, String href) {
        return new Movie(null, title, year, cast, genres, href, "A film.", "t.jpg", 320L, 240L, 1L);
    }

    private static Movie pictured(String extract, String thumbnail, Long width, Long height) {
        return new Movie(
                null,
                "Carmen",
                1915L,
                CARMEN.cast(),
                CARMEN.genres(),
                CARMEN.href(),
                extract,
                thumbnail,
                width,
                height,
                1L);
    }
}

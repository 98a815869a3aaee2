package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.movie.Movie;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovieBufferTest {

    @Test
    void moviesThatFitAreKeptInOrder() {
        MovieBuffer buffer = new MovieBuffer(10_000);

        buffer.add(movie(1, "Alien"));
        buffer.add(movie(2, "Heat"));

        assertThat(buffer.movies().orElseThrow())
                .extracting(kept -> kept.movie().title())
                .containsExactly("Alien", "Heat");
    }

    @Test
    void noneOfTheMoviesIsKeptIfTheyDoNotFit() {
        MovieBuffer buffer = new MovieBuffer(1_000);

        for (int position = 1; position <= 10; position++) {
            buffer.add(movie(position, "Alien"));
        }

        assertThat(buffer.movies()).isEmpty();
    }

    @Test
    void aTextOutsideOfLatin1TakesTwoBytesPerCharacter() {
        MovieBuffer latin = new MovieBuffer(3_000);
        MovieBuffer cyrillic = new MovieBuffer(3_000);

        latin.add(movie(1, "a".repeat(1_000)));
        cyrillic.add(movie(1, "я".repeat(1_000)));

        assertThat(latin.movies()).isPresent();
        assertThat(cyrillic.movies()).isEmpty();
    }

    @Test
    void withoutCapacityNothingIsKept() {
        assertThat(new MovieBuffer(0).movies()).isEmpty();
    }

    private static Movie movie(long position, String title) {
        return new Movie(null, title, 1979L, List.of(), List.of(), null, null, null, null, null, position);
    }
}

package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LongHashSetTest {

    @Test
    void itHoldsMoreIdsThanItsInitialCapacity() {
        LongHashSet ids = new LongHashSet(0);

        assertThat(LongStream.range(0, 10_000).allMatch(ids::add)).isTrue();

        assertThat(LongStream.range(0, 10_000).allMatch(ids::contains)).isTrue();
        assertThat(LongStream.range(0, 10_000).noneMatch(ids::add)).isTrue();
        assertThat(ids.contains(10_000)).isFalse();
    }
}

package fusion.movies.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModelLimitTest {

    private static final long MIB = 1 << 20;

    @Test
    void theUsualPodHoldsManyTimesTheRealMovies() {
        ModelLimit limit = new ModelLimit(230 * MIB);

        assertThatCode(() -> limit.check(20 * 36_273)).doesNotThrowAnyException();
    }

    @Test
    void moreThanTheHeapAllowsIsToldWithTheRemedy() {
        ModelLimit limit = new ModelLimit(100 * MIB);

        assertThat(limit.movies()).isPositive();
        assertThatThrownBy(() -> limit.check(limit.movies() + 1))
                .hasMessageMatching(
                        "The table has more than [0-9,]+ movies, which is what a heap of 100 MiB can answer from; raise spec.api.resources.limits.memory.");
    }
}

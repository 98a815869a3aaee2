package fusion.movies.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    @ParameterizedTest
    @CsvSource({
        "0 3 * * *,      2026-03-02T03:00:00Z",
        "*/15 * * * *,   2026-03-01T12:45:00Z",
        "30 2 * * mon,   2026-03-02T02:30:00Z",
        "0 0 1 jan *,    2027-01-01T00:00:00Z",
        "0 4 * * 0,      2026-03-08T04:00:00Z",
        "@hourly,        2026-03-01T13:00:00Z",
        "@daily,         2026-03-02T00:00:00Z",
        "@weekly,        2026-03-08T00:00:00Z",
    })
    void theNextTimeIsTheSameAsInKubernetesInUTC(String expression, Instant next) {
        assertThat(new Schedule(expression).next(Instant.parse("2026-03-01T12:34:56Z")))
                .contains(next);
    }

    @Test
    void anUnsupportedExpressionHasNoNextTime() {
        assertThat(new Schedule("61 3 * * *").next(Instant.EPOCH)).isEmpty();
    }
}

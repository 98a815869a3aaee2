package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStackStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextLookTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final NextLook nextLook = new NextLook(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT0S  | 20
            PT2M  | 20
            PT4M  | 30
            PT1H  | 50
            """)
    void aStackAtRestIsReconciledLessOftenTheLongerNothingChanged(Duration sinceChange, int seconds) {
        assertThat(nextLook.after(status(
                        condition("Ready", "True", sinceChange),
                        condition("Reconciling", "False", Duration.ofDays(1)),
                        condition("Stalled", "False", Duration.ofDays(1)))))
                .isBetween(Duration.ofMillis(seconds * 800L), Duration.ofMillis(seconds * 1200L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ready       | False | PT0S  | 2
            Reconciling | True  | PT40S | 5
            Stalled     | True  | PT1H  | 20
            """)
    void aStackThatIsNotAsItShouldBeIsLookedAtWithin20S(String type, String status, Duration sinceChange, int seconds) {
        assertThat(nextLook.after(status(
                        condition(type, status, sinceChange), condition("SchemaReady", "True", Duration.ofDays(1)))))
                .isBetween(Duration.ofMillis(seconds * 800L), Duration.ofMillis(seconds * 1200L));
    }

    private static MoviesStackStatus status(Condition... conditions) {
        return new MoviesStackStatus(1L, List.of(conditions), null, null, null, null);
    }

    private static Condition condition(String type, String status, Duration age) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withLastTransitionTime(NOW.minus(age).toString())
                .build();
    }
}

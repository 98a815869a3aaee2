package fusion.movies.operator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.schema.User;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PasswordChecksTest {

    private static final User USER = new User("movies", "of-a-test");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));
    private final InstantSource source = now::get;
    private final PasswordChecks checks = new PasswordChecks(source.withZone(ZoneOffset.UTC));

    private void check(boolean wasSet) {
        checks.note("a", USER, wasSet);
        now.updateAndGet(instant -> instant.plus(PasswordChecks.INTERVAL));
    }

    @Test
    void aPasswordIsTestedWhenItIsNewAndAfterAWhile() {
        assertThat(checks.isDue("a", USER)).isTrue();

        checks.note("a", USER, true);

        assertThat(checks.isDue("a", USER)).isFalse();
        assertThat(checks.isDue("a", new User("movies", "another"))).isTrue();
        now.updateAndGet(instant -> instant.plus(PasswordChecks.INTERVAL));
        assertThat(checks.isDue("a", USER)).isTrue();
    }

    @Test
    void aPasswordIsContestedIfItIsChangedTwiceInARow() {
        check(true);
        check(true);
        assertThat(checks.isContested("a")).isFalse();

        check(true);
        assertThat(checks.isContested("a")).isTrue();

        check(false);
        assertThat(checks.isContested("a")).isFalse();
    }
}

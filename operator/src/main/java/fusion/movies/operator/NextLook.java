package fusion.movies.operator;

import fusion.movies.crd.MoviesStackStatus;
import fusion.movies.operator.status.ConditionType;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** When to reconcile a stack again without an event: not every relevant change raises one. */
final class NextLook {

    /** After a change: neither drift in the database nor a user's Secret raises an event. */
    private static final Duration SETTLED = Duration.ofSeconds(20);

    /** At rest. With jitter at most a minute, the limit for reporting that the database is down. */
    private static final Duration LONGEST = Duration.ofSeconds(50);

    private static final Duration SHORTEST = Duration.ofSeconds(2);

    /** A state that has lasted long is unlikely to end within seconds. */
    private static final int PART_OF_AGE = 8;

    private final Clock clock;

    NextLook(Clock clock) {
        this.clock = clock;
    }

    Duration after(MoviesStackStatus status) {
        Duration wait = status.conditions().stream()
                .filter(NextLook::isUnsettled)
                .map(condition -> between(SHORTEST, partOfAge(condition), SETTLED))
                .min(Duration::compareTo)
                .orElseGet(() -> atRest(status));
        // Jitter: stacks created together must not query their databases in lockstep.
        double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        return Duration.ofMillis(Math.round(wait.toMillis() * jitter));
    }

    private static boolean isUnsettled(Condition condition) {
        boolean isAbnormal = condition.getType().equals(ConditionType.Reconciling.name())
                || condition.getType().equals(ConditionType.Stalled.name());
        return condition.getStatus().equals(isAbnormal ? "True" : "False");
    }

    /** Age of the last transition of any condition. */
    private Duration atRest(MoviesStackStatus status) {
        return status.conditions().stream()
                .map(condition -> between(SETTLED, partOfAge(condition), LONGEST))
                .min(Duration::compareTo)
                .orElse(SETTLED);
    }

    private Duration partOfAge(Condition condition) {
        return Duration.between(Instant.parse(condition.getLastTransitionTime()), clock.instant())
                .dividedBy(PART_OF_AGE);
    }

    private static Duration between(Duration least, Duration wait, Duration most) {
        if (wait.compareTo(least) < 0) {
            return least;
        }
        return wait.compareTo(most) > 0 ? most : wait;
    }
}

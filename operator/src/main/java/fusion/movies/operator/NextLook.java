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

    /** Drift in the database raises no event. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final Duration SHORTEST = Duration.ofSeconds(2);

    /** A state that has lasted for long is unlikely to end within seconds. */
    private static final int PART_OF_AGE = 8;

    private final Clock clock;

    NextLook(Clock clock) {
        this.clock = clock;
    }

    Duration after(MoviesStackStatus status) {
        Duration wait = status.conditions().stream()
                .filter(NextLook::isUnsettled)
                .map(condition -> untilNext(condition, clock.instant()))
                .min(Duration::compareTo)
                .orElse(LONGEST);
        // Jitter: stacks created together must not query their databases in lockstep.
        double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        return Duration.ofMillis(Math.round(wait.toMillis() * jitter));
    }

    private static boolean isUnsettled(Condition condition) {
        boolean isAbnormal = condition.getType().equals(ConditionType.Reconciling.name())
                || condition.getType().equals(ConditionType.Stalled.name());
        return condition.getStatus().equals(isAbnormal ? "True" : "False");
    }

    private static Duration untilNext(Condition condition, Instant now) {
        Duration wait = Duration.between(Instant.parse(condition.getLastTransitionTime()), now)
                .dividedBy(PART_OF_AGE);
        if (wait.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}

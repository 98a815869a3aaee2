package fusion.movies.operator.schema;

import fusion.movies.schema.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Caches when each password was last tested. Only a login tests a password, which is costly for both sides, so not
 * every reconciliation does. An empty cache is always correct.
 */
final class PasswordChecks {

    static final Duration INTERVAL = Duration.ofMinutes(5);

    /** Twice in a row is not a coincidence. */
    private static final int CONTESTED = 2;

    /**
     * @param changes number of consecutive checks that found a changed password
     */
    private record Check(User user, Instant at, int changes) {}

    private final Clock clock;
    private final Map<String, Check> checks = new ConcurrentHashMap<>();

    PasswordChecks(Clock clock) {
        this.clock = clock;
    }

    boolean isDue(String login, User user) {
        Check last = checks.get(login);
        return last == null
                || !last.user().equals(user)
                || !last.at().plus(INTERVAL).isAfter(clock.instant());
    }

    /**
     * @param wasSet whether the password had to be set
     */
    void note(String login, User user, boolean wasSet) {
        checks.compute(login, (key, last) -> {
            boolean isChanged = wasSet && last != null && last.user().equals(user);
            return new Check(user, clock.instant(), isChanged ? last.changes() + 1 : 0);
        });
    }

    /** Whether something else keeps changing it, such as a second stack with the same user on the same server. */
    boolean isContested(String login) {
        Check last = checks.get(login);
        return last != null && last.changes() >= CONTESTED;
    }
}

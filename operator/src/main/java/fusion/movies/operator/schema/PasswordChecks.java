package fusion.movies.operator.schema;

import fusion.movies.schema.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When a password was last tried. Whether one is right is known by logging in alone, which is costly for both sides: not in
 * every round. Only saves work: an empty map is always right.
 */
final class PasswordChecks {

    static final Duration INTERVAL = Duration.ofMinutes(5);

    /** More than once in a row it was no accident. */
    private static final int CONTESTED = 2;

    /**
     * @param changes how many checks in a row found that another had changed the password
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

    /** Whether another keeps changing it, as a second stack does that has the same user on the same server. */
    boolean isContested(String login) {
        Check last = checks.get(login);
        return last != null && last.changes() >= CONTESTED;
    }
}

package fusion.movies.operator.harness;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Clocks of the operator's collaborators, by name. A broken one throws, in place of any unexpected error. */
public final class BreakableClocks {

    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    public Clock of(String collaborator) {
        return new Clock() {
            @Override
            public Instant instant() {
                if (broken.contains(collaborator)) {
                    throw new IllegalStateException("thrown by a test");
                }
                return Instant.now();
            }

            @Override
            public ZoneId getZone() {
                return ZoneId.of("UTC");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }

    public void breakDown(String collaborator) {
        broken.add(collaborator);
    }

    public void repair(String collaborator) {
        broken.remove(collaborator);
    }
}

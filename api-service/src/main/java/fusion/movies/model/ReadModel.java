package fusion.movies.model;

import fusion.movies.index.MovieIndex;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The index that queries are answered from. It is replaced as a whole by one reference; a replaced index is closed
 * when its last snapshot is released, so no query fails.
 */
public class ReadModel {

    private final InstantSource clock;
    private final AtomicReference<Current> current = new AtomicReference<>();
    private volatile Instant confirmed = Instant.EPOCH;
    private volatile boolean hasBeenLoaded;
    private volatile boolean isBuilding;

    ReadModel(InstantSource clock) {
        this.clock = clock;
    }

    /** Empty if there has been no model yet. */
    public Optional<Snapshot> snapshot() {
        while (true) {
            Current now = current.get();
            if (now == null) {
                return Optional.empty();
            }
            // Fails only if the index is being replaced at this moment.
            if (now.index.tryIncRef()) {
                return Optional.of(new Snapshot(now.index, now.tag, age()));
            }
        }
    }

    /** Time since the model was last confirmed to match the database; meaningless without a model. */
    Duration age() {
        Duration age = Duration.between(confirmed, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    /**
     * Whether any model so far contained a finished load. Stays true, so that a serving pod is not taken out of
     * service.
     */
    boolean hasBeenLoaded() {
        return hasBeenLoaded;
    }

    /** Whether the next index is being built, which takes seconds of CPU time. */
    public boolean isBuilding() {
        return isBuilding;
    }

    void setBuilding(boolean isBuilding) {
        this.isBuilding = isBuilding;
    }

    Optional<DataVersion> version() {
        return Optional.ofNullable(current.get()).map(Current::version);
    }

    long movies() {
        Current now = current.get();
        return now == null ? 0 : now.index.size();
    }

    void replace(MovieIndex next, Instant readAt) {
        DataVersion version = DataVersion.of(next.version());
        confirmed = readAt;
        hasBeenLoaded |= version.loaded();
        Current former = current.getAndSet(new Current(next, version, version.tag()));
        if (former != null) {
            former.index.decRef();
        }
    }

    /** Records that the model matches the database. */
    void confirm(Instant at) {
        confirmed = at;
    }

    void close() {
        Current last = current.getAndSet(null);
        if (last != null) {
            last.index.decRef();
        }
    }

    private record Current(MovieIndex index, DataVersion version, String tag) {}
}

package fusion.movies.operator.backup;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Gauges of the time of each stack's last backup, in seconds since 1970; removed with the stack or its backups. */
public final class LastBackup implements Metrics {

    /** Exported with its unit as {@code movies_backup_last_success_timestamp_seconds}. */
    private static final String NAME = "movies.backup.last.success.timestamp";

    private record Watched(AtomicLong time, Gauge gauge) {}

    private final MeterRegistry registry;
    private final Map<ResourceID, Watched> stacks = new ConcurrentHashMap<>();

    public LastBackup(MeterRegistry registry) {
        this.registry = registry;
    }

    void seen(ResourceID stack, Instant success) {
        stacks.computeIfAbsent(stack, this::watch).time().set(success.getEpochSecond());
    }

    void forget(ResourceID stack) {
        Watched gone = stacks.remove(stack);
        if (gone != null) {
            registry.remove(gone.gauge());
        }
    }

    private Watched watch(ResourceID stack) {
        AtomicLong time = new AtomicLong();
        Gauge gauge = Gauge.builder(NAME, time, AtomicLong::get)
                .description("When the last successful backup of a stack was taken, in seconds since 1970.")
                .baseUnit("seconds")
                .tag("namespace", stack.getNamespace().orElseThrow())
                .tag("name", stack.getName())
                .register(registry);
        return new Watched(time, gauge);
    }

    /** The stack was deleted. */
    @Override
    public void cleanupDoneFor(ResourceID stack, Map<String, Object> metadata) {
        forget(stack);
    }
}

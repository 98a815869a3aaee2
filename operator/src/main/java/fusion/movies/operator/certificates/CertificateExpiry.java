package fusion.movies.operator.certificates;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Gauges of the expiry of each stack's certificates, in seconds since 1970; removed with the stack. */
public final class CertificateExpiry implements Metrics {

    /** Exported with its unit as {@code movies_certificate_expiry_seconds}. */
    private static final String NAME = "movies.certificate.expiry";

    private record Watched(AtomicLong end, Gauge gauge) {}

    private final MeterRegistry registry;
    private final Map<ResourceID, Map<String, Watched>> stacks = new ConcurrentHashMap<>();

    public CertificateExpiry(MeterRegistry registry) {
        this.registry = registry;
    }

    void seen(ResourceID stack, Map<String, Instant> ends) {
        Map<String, Watched> watched = stacks.computeIfAbsent(stack, any -> new ConcurrentHashMap<>());
        ends.forEach((certificate, end) -> watched.computeIfAbsent(certificate, any -> watch(stack, certificate))
                .end()
                .set(end.getEpochSecond()));
    }

    private Watched watch(ResourceID stack, String certificate) {
        AtomicLong end = new AtomicLong();
        Gauge gauge = Gauge.builder(NAME, end, AtomicLong::get)
                .description("When a certificate of a stack's database expires, in seconds since 1970.")
                .baseUnit("seconds")
                .tag("namespace", stack.getNamespace().orElseThrow())
                .tag("name", stack.getName())
                .tag("certificate", certificate)
                .register(registry);
        return new Watched(end, gauge);
    }

    /** The stack was deleted. */
    @Override
    public void cleanupDoneFor(ResourceID stack, Map<String, Object> metadata) {
        Map<String, Watched> gone = stacks.remove(stack);
        if (gone != null) {
            gone.values().forEach(watched -> registry.remove(watched.gauge()));
        }
    }
}

package fusion.movies.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastBackupTest {

    private static final ResourceID STACK = new ResourceID("movies", "films");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LastBackup lastBackup = new LastBackup(registry);

    @Test
    void theTimeIsExportedUnderTheAlertsMetricName() {
        lastBackup.seen(STACK, Instant.ofEpochSecond(1_000));
        lastBackup.seen(STACK, Instant.ofEpochSecond(2_000));

        assertThat(registry.scrape())
                .contains("movies_backup_last_success_timestamp_seconds{name=\"movies\",namespace=\"films\"} 2000.0");
    }

    @Test
    void itIsRemovedWithTheStackAndWithItsBackups() {
        lastBackup.seen(STACK, Instant.ofEpochSecond(1_000));
        lastBackup.forget(STACK);
        assertThat(registry.scrape()).doesNotContain("movies_backup");

        lastBackup.seen(STACK, Instant.ofEpochSecond(1_000));
        lastBackup.cleanupDoneFor(STACK, Map.of());
        assertThat(registry.scrape()).doesNotContain("movies_backup");
    }
}

package fusion.movies.operator.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificateExpiryTest {

    private static final ResourceID MOVIES = new ResourceID("movies", "films");
    private static final Instant END = Instant.parse("2027-11-24T10:00:00Z");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CertificateExpiry expiry = new CertificateExpiry(registry);

    @Test
    void eachCertificateHasAGaugeThatFollowsItsRenewal() {
        expiry.seen(MOVIES, Map.of("node", END, "ca", END.plusSeconds(60)));
        expiry.seen(MOVIES, Map.of("node", END.plusSeconds(3600), "ca", END.plusSeconds(60)));

        assertThat(registry.scrape().lines().filter(line -> line.startsWith("movies_certificate_expiry_seconds{")))
                .hasSize(2)
                .anyMatch(line -> line.contains("certificate=\"node\"")
                        && line.contains("name=\"movies\"")
                        && line.contains("namespace=\"films\"")
                        && Double.parseDouble(line.substring(line.lastIndexOf(' ')))
                                == END.plusSeconds(3600).getEpochSecond());
    }

    @Test
    void theGaugesAreRemovedWithTheirStack() {
        expiry.seen(MOVIES, Map.of("node", END));
        expiry.seen(new ResourceID("other", "films"), Map.of("node", END));

        expiry.cleanupDoneFor(MOVIES, Map.of());

        assertThat(registry.scrape()).contains("name=\"other\"").doesNotContain("name=\"movies\"");
    }
}

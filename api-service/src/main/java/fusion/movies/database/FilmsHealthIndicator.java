package fusion.movies.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ready means that films can be read: the database answers, this login is accepted and the table is there. */
@Component
class FilmsHealthIndicator implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(FilmsHealthIndicator.class);

    private final JdbcClient database;
    private volatile String lastCause = "";

    FilmsHealthIndicator(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Health health() {
        try {
            database.sql("SELECT id FROM movies LIMIT 1").query(Long.class).optional();
        } catch (DataAccessException away) {
            var cause = NestedExceptionUtils.getMostSpecificCause(away).getMessage();
            tell(cause);
            return Health.down().withDetail("cause", cause).build();
        }
        tell("");
        return Health.up().build();
    }

    // Probes come every few seconds: only what is new is worth a line.
    private void tell(String cause) {
        if (!cause.equals(lastCause)) {
            lastCause = cause;
            if (cause.isEmpty()) {
                LOG.info("Films can be read: this service is ready.");
            } else {
                LOG.warn("Films cannot be read, so this service is not ready: {}", cause);
            }
        }
    }
}

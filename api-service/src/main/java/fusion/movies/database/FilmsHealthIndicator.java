package fusion.movies.database;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ready means that films can be read: the database answers, this login is accepted and the table is there. */
@Component
class FilmsHealthIndicator extends AbstractHealthIndicator {

    private final JdbcClient database;

    FilmsHealthIndicator(JdbcClient database) {
        super("The films cannot be read from the database.");
        this.database = database;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        database.sql("SELECT id FROM movies LIMIT 1").query(Long.class).optional();
        health.up();
    }
}

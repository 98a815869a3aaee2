package fusion.movies.api;

import fusion.movies.http.DataVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Knows the films by what loaded them: whatever changes films writes the load record too. */
@Component
@ConditionalOnWebApplication
@EnableScheduling
class LoadRecord implements DataVersion {

    private static final Logger LOG = LoggerFactory.getLogger(LoadRecord.class);

    private final JdbcClient database;
    private volatile Optional<String> version = Optional.empty();

    LoadRecord(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Optional<String> current() {
        return version;
    }

    // Looked up in the background, so that no request waits for it; one answer may be a second old.
    @Scheduled(fixedDelay = 1000)
    void read() {
        try {
            version = name(database.sql(
                            "SELECT fingerprint, state, inserted, updated, removed, updated_at, (SELECT count(*) FROM movies_addall) AS addalls"
                                    + " FROM movies_load ORDER BY fingerprint")
                    .query()
                    .listOfRows());
        } catch (DataAccessException away) {
            LOG.debug("The load record cannot be read", away);
            version = Optional.empty();
        }
    }

    // Films that nothing loaded may have been changed by hand: nobody could tell.
    private static Optional<String> name(List<Map<String, Object>> loads) {
        return loads.isEmpty()
                ? Optional.empty()
                : Optional.of(UUID.nameUUIDFromBytes(loads.toString().getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, 13));
    }
}

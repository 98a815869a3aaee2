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

/**
 * Knows the films by what loaded them. Films that nothing loaded have no name, since they were written by hand and may be
 * again without anyone being told.
 */
@Component
@ConditionalOnWebApplication
@EnableScheduling
class LoadRecord implements DataVersion {

    private static final Logger LOG = LoggerFactory.getLogger(LoadRecord.class);

    /** What /addall, which may not write the load record, has added since. */
    private static final String ADDED = "SELECT max(run) AS run, sum(inserted) AS inserted FROM movies_addall";

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
            var loads = rows(
                    "SELECT fingerprint, state, inserted, updated, removed, updated_at FROM movies_load ORDER BY fingerprint");
            version = loads.isEmpty() ? Optional.empty() : Optional.of(name(loads, rows(ADDED)));
        } catch (DataAccessException away) {
            LOG.debug("The load record cannot be read", away);
            version = Optional.empty();
        }
    }

    private List<Map<String, Object>> rows(String sql) {
        return database.sql(sql).query().listOfRows();
    }

    private static String name(List<?> loads, List<?> added) {
        var text = loads + " " + added;
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 13);
    }
}

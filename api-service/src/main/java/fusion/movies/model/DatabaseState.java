package fusion.movies.model;

import fusion.movies.schema.LoadState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Determines the version of the database's movies with few statements. */
@Component
class DatabaseState {

    private final JdbcClient database;
    private volatile @Nullable Engine engine;

    DatabaseState(JdbcClient database) {
        this.database = database;
    }

    /** The version in this transaction; scans the table once. */
    DataVersion version() {
        return new DataVersion(changes(), loaded(), text(engine().rows()));
    }

    /**
     * Limits each further statement of this transaction. CockroachDB counts the time from a query's start to its last
     * row, including what the client takes to read them; PostgreSQL counts it for each fetch anew.
     */
    void limitStatements(Duration limit) {
        database.sql("SET LOCAL statement_timeout = '%ds'".formatted(limit.toSeconds()))
                .update();
    }

    /** Runs one small query. */
    String changes() {
        return text(fusion.movies.schema.DataVersion.QUERY);
    }

    /** The version as of some seconds ago, which waits for no writer. */
    String rowsOfLate() {
        return text(engine().rowsOfLate());
    }

    private boolean loaded() {
        return database.sql("SELECT count(*) > 0 FROM movies_load WHERE state IN (:whole)")
                .param("whole", List.of(LoadState.Loaded.name(), LoadState.Superseded.name()))
                .query(Boolean.class)
                .single();
    }

    private Engine engine() {
        Engine known = engine;
        if (known == null) {
            known = Engine.of(text("SELECT version()"));
            engine = known;
        }
        return known;
    }

    private String text(String sql) {
        return database.sql(sql).query(String.class).single();
    }
}

package fusion.movies.load;

import com.zaxxer.hikari.HikariDataSource;
import fusion.movies.TestDatabase;
import fusion.movies.schema.DataVersion;
import fusion.movies.source.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A database to load movies into, as the seed Job does, and to inspect afterwards. */
final class Loads implements AutoCloseable {

    private final Path folder;
    private final TestDatabase database;
    private final HikariDataSource pool = new HikariDataSource();

    Loads(Path folder) {
        this(folder, TestDatabase.create());
    }

    Loads(Path folder, TestDatabase database) {
        this.folder = folder;
        this.database = database;
        pool.setDataSource(database.asLoader());
        // As many as two concurrent loads need, and no idle ones: every test has a pool, and the server has
        // 300 connections.
        pool.setMaximumPoolSize(8);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(10_000);
    }

    TestDatabase database() {
        return database;
    }

    DataSource pool() {
        return pool;
    }

    /** Queries and updates as the administrator. */
    JdbcClient sql() {
        return JdbcClient.create(database.dataSource());
    }

    String file(String content) {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    String file(byte[] content) {
        try {
            return Files.write(folder.resolve("films"), content).toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoadResult load(String source) {
        return load(Seed.of(source));
    }

    LoadResult load(Seed seed) {
        LoadJob job = new LoadJob(pool, new Sources(), seed.source(), seed.seed(), JsonMapper.shared());
        job.run(null);
        return job.result();
    }

    String version() {
        return sql().sql(DataVersion.QUERY).query(String.class).single();
    }

    long films() {
        return sql().sql("SELECT count(*) FROM movies").query(Long.class).single();
    }

    List<String> titles() {
        return sql().sql("SELECT title FROM movies ORDER BY title")
                .query(String.class)
                .list();
    }

    /** All columns of the movies except their position in the source, for comparison. */
    List<Map<String, Object>> content() {
        return sql().sql("SELECT id, natural_key, content_digest, title, year, cast_list::text FROM movies ORDER BY id")
                .query()
                .listOfRows();
    }

    Map<String, Object> record() {
        return sql().sql("SELECT * FROM movies_load WHERE fingerprint = 'test'")
                .query()
                .singleRow();
    }

    /** For tests whose server must not keep the connections of many loads. */
    @Override
    public void close() {
        pool.close();
    }
}

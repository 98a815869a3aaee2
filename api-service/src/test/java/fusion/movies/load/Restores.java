package fusion.movies.load;

import com.zaxxer.hikari.HikariDataSource;
import fusion.movies.TestDatabase;
import fusion.movies.source.SourceProperties;
import fusion.movies.source.Sources;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/** The seed Job, for tests of other packages. */
public final class Restores {

    private Restores() {}

    /** @return the outcome's reason and message */
    public static String run(TestDatabase database, SourceProperties source, boolean prune) {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(database.asLoader());
            pool.setMaximumPoolSize(6);
            SeedProperties seed = new SeedProperties("restore", prune, 0, true, Path.of("/nowhere"));
            LoadJob job = new LoadJob(pool, new Sources(), source, seed, JsonMapper.shared());
            job.run(null);
            return job.result().reason() + ": " + job.result().message();
        }
    }
}

package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Starts the application as the Job's pod does: the runner has completed the load when the context is up. */
@SpringBootTest(classes = LoadApplication.class, webEnvironment = WebEnvironment.NONE)
@ActiveProfiles("load")
class LoadApplicationTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        DATABASE.registerForLoader(registry);
        registry.add("movies.seed.source", () -> "bundled:");
        registry.add("movies.seed.fingerprint", () -> "test");
    }

    @Autowired
    private LoadJob job;

    @Test
    void theApplicationLoadsTheBundledMovies() {
        assertThat(job.getExitCode()).isZero();
        assertThat(JdbcClient.create(DATABASE.dataSource())
                        .sql("SELECT count(*) FROM movies")
                        .query(Long.class)
                        .single())
                .isGreaterThan(100);
    }
}

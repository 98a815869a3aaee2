package fusion.movies.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Starts the application as the Job's pod does: the runner has completed when the context is up. */
@SpringBootTest(classes = BackupApplication.class, webEnvironment = WebEnvironment.NONE)
@ActiveProfiles("backup")
class BackupApplicationTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    private static Path folder;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) throws IOException {
        Backups.sql(DATABASE)
                .sql("INSERT INTO movies (id, title) VALUES (1, 'Carmen')")
                .update();
        Files.createFile(folder.resolve("termination-log"));
        DATABASE.registerForLoader(registry);
        registry.add("movies.backup.owner", () -> "films.movies");
        registry.add("movies.backup.folder", () -> folder.resolve("backups"));
        registry.add("movies.backup.termination-log", () -> folder.resolve("termination-log"));
    }

    @Autowired
    private BackupJob job;

    @Test
    void theOutcomeIsTheExitCodeAndTheTerminationMessage() {
        assertThat(job.getExitCode()).isZero();
        assertThat(folder.resolve("backups")).isDirectoryContaining("glob:**films.movies-*.manifest.json");
        assertThat(folder.resolve("termination-log"))
                .content()
                .contains("\"outcome\":\"Succeeded\"", "\"movies\":1", "\"time\":\"");
    }
}

package fusion.movies.backup;

import static fusion.movies.backup.BackupException.Reason.TableEmpty;

import fusion.movies.archive.BackupName;
import fusion.movies.archive.Manifest;
import fusion.movies.schema.MoviesTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The backup Job: takes one backup and reports it in the log, the termination message and the exit code. */
@Component
@Profile("backup")
class BackupJob implements ApplicationRunner, ExitCodeGenerator {

    private static final Logger log = LoggerFactory.getLogger(BackupJob.class);

    private final DataSource database;
    private final BackupProperties properties;
    private final JsonMapper json;
    private @Nullable BackupResult result;

    BackupJob(DataSource database, BackupProperties properties, JsonMapper json) {
        this.database = database;
        this.properties = properties;
        this.json = json;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try (Destination destination = Destination.of(properties)) {
            result = backUp(destination);
            log.info("Succeeded: {}", result.message());
        } catch (IOException | RuntimeException | Error e) {
            result = BackupResult.failed(e);
            log.error("Failed ({}): {}", result.reason(), result.message());
            log.info("Cause of the failure", e);
        }
        leaveTerminationMessage();
    }

    @Override
    public int getExitCode() {
        return result != null && result.outcome() == BackupResult.Outcome.Succeeded ? 0 : 1;
    }

    @Nullable
    BackupResult result() {
        return result;
    }

    private BackupResult backUp(Destination destination) throws IOException {
        destination.files(); // fails on an unreachable destination before the table is read
        try (BackupFile rows = BackupFile.write(new TableReader(database))) {
            if (rows.moment().movies() == 0) {
                throw new BackupException(
                        TableEmpty, "The table has no movies, so it was not backed up; the former backups stay.");
            }
            rows.verify();
            BackupName name = new BackupName(properties.owner(), rows.moment().time());
            Manifest manifest = manifest(rows, name);
            destination.write(name.rows(), rows.path());
            writeManifest(destination, name, manifest);
            return BackupResult.succeeded(manifest, destination.location(name.rows()), removeOldest(destination, name));
        }
    }

    private Manifest manifest(BackupFile rows, BackupName name) {
        return new Manifest(
                Manifest.FORMAT,
                properties.owner(),
                rows.moment().time(),
                rows.moment().movies(),
                rows.moment().dataVersion(),
                MoviesTable.COLUMNS_OF_THE_LOADER,
                name.rows(),
                rows.sha256(),
                rows.bytes());
    }

    private static void writeManifest(Destination destination, BackupName name, Manifest manifest) throws IOException {
        Path file = Files.createTempFile("movies", ".manifest");
        try {
            Files.write(file, manifest.toJson());
            destination.write(name.manifest(), file);
        } finally {
            Files.delete(file);
        }
    }

    /** @return the addition to the success message: the backup is valid even if former ones could not be deleted */
    private String removeOldest(Destination destination, BackupName written) {
        try {
            for (String file : Retention.removable(destination.files(), written, properties.keep())) {
                destination.remove(file);
                log.info("Removed {}", destination.location(file));
            }
            return "";
        } catch (BackupException e) {
            log.warn("Former backups could not be deleted: {}", e.getMessage());
            return " Former backups beyond backup.keep could not be deleted: " + e.getMessage();
        }
    }

    /** Kubernetes creates the file; if there is none, nothing reads it. */
    private void leaveTerminationMessage() {
        if (Files.isWritable(properties.terminationLog())) {
            try {
                Files.writeString(properties.terminationLog(), json.writeValueAsString(result));
            } catch (IOException e) {
                log.warn(
                        "The termination message cannot be written to {}: {}",
                        properties.terminationLog(),
                        e.getMessage());
            }
        }
    }
}

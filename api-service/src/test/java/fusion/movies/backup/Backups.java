package fusion.movies.backup;

import fusion.movies.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Shared by the tests of backups: runs backups and compares databases. */
final class Backups {

    private static final Path NOWHERE = Path.of("/nowhere");

    private Backups() {}

    static BackupProperties toFolder(Path folder, int keep) {
        return new BackupProperties("films.movies", keep, folder, null, null, null, NOWHERE);
    }

    static BackupProperties toS3(S3Server server, String bucket, Path credentials, Path ca) {
        return new BackupProperties(
                "films.movies",
                2,
                null,
                new BackupProperties.S3(server.endpoint(), bucket, null, "nightly/"),
                credentials,
                ca,
                NOWHERE);
    }

    static BackupResult run(TestDatabase database, BackupProperties properties) {
        BackupJob job = new BackupJob(database.asLoader(), properties, JsonMapper.shared());
        job.run(null);
        return job.result();
    }

    /** All columns of all rows; arrays in the database's notation, which distinguishes NULL from an empty array. */
    static List<Map<String, Object>> rows(TestDatabase database) {
        return sql(database).sql("""
                SELECT id, title, year, cast_list::text AS cast_list, genres::text AS genres, href, extract, thumbnail,
                       thumbnail_width, thumbnail_height, position, natural_key, content_digest
                  FROM movies ORDER BY id""").query().listOfRows();
    }

    static JdbcClient sql(TestDatabase database) {
        return JdbcClient.create(database.dataSource());
    }

    /** As a mounted Secret. */
    static Path credentials(Path folder, String id, String key) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("AWS_ACCESS_KEY_ID"), id + "\n");
            Files.writeString(folder.resolve("AWS_SECRET_ACCESS_KEY"), key + "\n");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

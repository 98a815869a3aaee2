package fusion.movies.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.TestDatabase;
import fusion.movies.archive.Manifest;
import fusion.movies.load.Restores;
import fusion.movies.source.SourceProperties;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup in a folder, and its restore to another database. */
@Tag("slow")
class FolderBackupTest {

    private static final long GIB = 1 << 30;

    @TempDir
    private Path folder;

    private final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void load() {
        Restores.run(database, new SourceProperties("bundled:", null, GIB, null, null), false);
    }

    private SourceProperties source(Path path) {
        return new SourceProperties(path.toUri().toString(), null, GIB, null, null);
    }

    private List<Path> files(String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    /** Rows that no source contains: manually written ones, with any values that the columns allow. */
    private void writeByHand() {
        Backups.sql(database).sql("""
                INSERT INTO movies (id, title, year, cast_list, genres, href, extract, thumbnail, thumbnail_width, position) VALUES
                (9007199254740993, ' ', -44, NULL, '{}', '', E'a\\tb\\\\c\\n"d"', '', -1, NULL),
                (7, repeat('x', 3000), 12345678901, ARRAY['O''Hara', '', NULL, 'a"b\\c', E'tab\\t', '東京 🎬'], NULL, 'A%20b', NULL, NULL, 9223372036854775807, 0)""").update();
        Backups.sql(database)
                .sql(
                        "UPDATE movies SET title = 'Changed by hand', position = 1 WHERE id = (SELECT max(id) FROM movies WHERE natural_key IS NOT NULL)")
                .update();
    }

    @Test
    void everyColumnOfEveryRowIsRestored() throws IOException {
        writeByHand();
        List<Map<String, Object>> rows = Backups.rows(database);

        BackupResult result = Backups.run(database, Backups.toFolder(folder, 7));

        assertThat(result.outcome()).as(result.message()).isEqualTo(BackupResult.Outcome.Succeeded);
        assertThat(result.movies()).isEqualTo(rows.size());
        TestDatabase other = TestDatabase.create();
        assertThat(Restores.run(other, source(folder), false)).startsWith("Loaded: " + rows.size() + " movies");
        assertThat(Backups.rows(other)).isEqualTo(rows);
        // A repetition changes nothing, as after a Job was killed in between.
        assertThat(Restores.run(other, source(folder), false)).startsWith("Loaded: ");
        assertThat(Backups.rows(other)).isEqualTo(rows);
    }

    @Test
    void aRestoreRepairsADamagedTable() {
        List<Map<String, Object>> rows = Backups.rows(database);
        Backups.run(database, Backups.toFolder(folder, 7));
        Backups.sql(database)
                .sql("UPDATE movies SET title = 'x', natural_key = 'y' WHERE year < 1950")
                .update();
        Backups.sql(database).sql("DELETE FROM movies WHERE year > 1990").update();
        Backups.sql(database)
                .sql("INSERT INTO movies (id, title) VALUES (1, 'Not of the backup')")
                .update();

        assertThat(Restores.run(database, source(folder), true)).startsWith("Loaded: ");

        assertThat(Backups.rows(database)).isEqualTo(rows);
    }

    @Test
    void aLoadOfTheFormerSourceAfterARestoreChangesNothing() {
        Backups.run(database, Backups.toFolder(folder, 7));
        TestDatabase other = TestDatabase.create();
        Restores.run(other, source(folder), false);

        assertThat(Restores.run(other, new SourceProperties("bundled:", null, GIB, null, null), false))
                .contains(" 0 inserted, 0 updated");
    }

    @Test
    void theManifestDescribesTheRows() throws IOException {
        Backups.run(database, Backups.toFolder(folder, 7));

        Manifest manifest =
                Manifest.of(Files.readAllBytes(files(".manifest.json").getFirst()));
        byte[] packed = Files.readAllBytes(files(".jsonl.gz").getFirst());
        String text = new String(
                new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(manifest.bytes()).isEqualTo(packed.length);
        assertThat(manifest.movies()).isEqualTo(text.lines().count());
        assertThat(manifest.stack()).isEqualTo("films.movies");
        assertThat(text.lines()).allMatch(line -> line.startsWith("{\"_row\":{\"id\":"));
    }

    @Test
    void aChangedBackupIsNotRestored() throws IOException {
        Backups.run(database, Backups.toFolder(folder, 7));
        Path rows = files(".jsonl.gz").getFirst();
        byte[] bytes = Files.readAllBytes(rows);
        bytes[bytes.length / 2] ^= 1;
        Files.write(rows, bytes);

        TestDatabase other = TestDatabase.create();
        assertThat(Restores.run(other, source(rows), false))
                .startsWith("ChecksumMismatch: The backup films.movies-")
                .contains("its manifest says", "Restore another one.");
        assertThat(Backups.rows(other)).isEmpty();
    }

    @Test
    void rowsWithoutAManifestAreIgnoredAndDeletedByTheNextBackup() throws IOException {
        Files.writeString(folder.resolve("films.movies-20200101T000000Z.jsonl.gz"), "half");
        Files.writeString(folder.resolve("films.movies-20200102T000000Z.jsonl.gz.partial"), "half");
        TestDatabase other = TestDatabase.create();
        assertThat(Restores.run(other, source(folder), false)).startsWith("SourceNotFound: ");

        Backups.run(database, Backups.toFolder(folder, 7));

        assertThat(files("")).hasSize(2).noneMatch(file -> file.toString().contains("2020"));
    }

    @Test
    void onlyTheOldestBackupsBeyondKeepAreDeleted() throws IOException {
        for (String day : List.of("01", "02", "03")) {
            Files.writeString(folder.resolve("films.movies-202001" + day + "T000000Z.jsonl.gz"), "rows");
            Files.writeString(folder.resolve("films.movies-202001" + day + "T000000Z.manifest.json"), "{}");
        }
        Files.writeString(folder.resolve("films.movies2-20200101T000000Z.manifest.json"), "of another stack");
        Files.writeString(folder.resolve("films.movies-notes.txt"), "mine");

        Backups.run(database, Backups.toFolder(folder, 2));

        assertThat(files("").stream().map(file -> file.getFileName().toString()))
                .hasSize(6)
                .contains(
                        "films.movies-20200103T000000Z.jsonl.gz",
                        "films.movies-20200103T000000Z.manifest.json",
                        "films.movies2-20200101T000000Z.manifest.json",
                        "films.movies-notes.txt");
    }

    @Test
    void anEmptyTableIsNotBackedUp() {
        Backups.sql(database).sql("DELETE FROM movies").update();

        BackupResult result = Backups.run(database, Backups.toFolder(folder, 1));

        assertThat(result.reason()).isEqualTo("TableEmpty");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aBackupWaitsForALoadInProgress() {
        Backups.sql(database)
                .sql(
                        "INSERT INTO movies_load (fingerprint, state, started_at, updated_at) VALUES ('x', 'Loading', now(), now())")
                .update();
        assertThat(Backups.run(database, Backups.toFolder(folder, 1)).reason()).isEqualTo("LoadUnderWay");

        Backups.sql(database)
                .sql("UPDATE movies_load SET updated_at = now() - interval '1 hour' WHERE fingerprint = 'x'")
                .update();
        assertThat(Backups.run(database, Backups.toFolder(folder, 1)).reason()).isEqualTo("Succeeded");
    }

    @Test
    void backupsOfSeveralStacksAreNotConfused() throws IOException {
        Files.writeString(folder.resolve("a.x-20200101T000000Z.manifest.json"), "{}");
        Files.writeString(folder.resolve("b.y-20200101T000000Z.manifest.json"), "{}");

        assertThat(Restores.run(TestDatabase.create(), source(folder), false))
                .startsWith("SettingsWrong: ")
                .contains("backups of several stacks: a.x, b.y. Name the file of one backup.");
    }
}

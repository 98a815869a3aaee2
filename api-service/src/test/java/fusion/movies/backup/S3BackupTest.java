package fusion.movies.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.TestDatabase;
import fusion.movies.load.Restores;
import fusion.movies.source.S3SourceProperties;
import fusion.movies.source.SourceProperties;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Backups on a real S3 server, by HTTPS with its own CA. */
@Tag("slow")
@ExtendWith(NeedsS3.class)
class S3BackupTest {

    private static final long GIB = 1 << 30;

    @TempDir
    private static Path folder;

    private static S3Server server;
    private static Path certificate;
    private static Path credentials;
    private static final TestDatabase DATABASE = TestDatabase.create();

    @BeforeAll
    static void start() throws Exception {
        certificate = folder.resolve("server.pem");
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                folder.resolve("server.key").toString(),
                "-out",
                certificate.toString());
        server = new S3Server(
                "https",
                "-certificate",
                certificate.toString(),
                "-key",
                folder.resolve("server.key").toString());
        credentials = Backups.credentials(folder.resolve("right"), S3Server.ID, S3Server.KEY);
        Restores.run(DATABASE, new SourceProperties("bundled:", null, GIB, null, null), false);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(words).isZero();
    }

    private static SourceProperties source(String key, String prefix) {
        return new SourceProperties(
                "s3:",
                null,
                GIB,
                certificate,
                credentials,
                new S3SourceProperties(server.endpoint(), "films", null, key, prefix));
    }

    @Test
    void aBackupIsRestoredFromTheBucketByKeyAndAsTheLatest() {
        BackupResult result = Backups.run(DATABASE, Backups.toS3(server, "films", credentials, certificate));

        assertThat(result.reason()).as(result.message()).isEqualTo("Succeeded");
        assertThat(result.location()).startsWith("s3://films/nightly/films.movies-");
        String key = result.location().substring("s3://films/".length());
        for (SourceProperties source : List.of(source(key, null), source(null, "nightly/"))) {
            TestDatabase other = TestDatabase.create();
            assertThat(Restores.run(other, source, false)).startsWith("Loaded: ");
            assertThat(Backups.rows(other)).isEqualTo(Backups.rows(DATABASE));
        }
    }

    @Test
    void wrongCredentialsAreReported() {
        Path wrong = Backups.credentials(folder.resolve("wrong"), S3Server.ID, "another");

        BackupResult result = Backups.run(DATABASE, Backups.toS3(server, "films", wrong, certificate));

        assertThat(result.reason()).isEqualTo("DestinationRefused");
        assertThat(result.message())
                .contains("does not accept the credentials", "backup.destination.s3.credentialsSecretRef")
                .doesNotContain("another", S3Server.KEY);
    }

    @Test
    void aSecretWithoutTheKeysIsReported() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThat(Backups.run(DATABASE, Backups.toS3(server, "films", empty, certificate))
                        .message())
                .contains("has no key AWS_ACCESS_KEY_ID");
    }

    @Test
    void aMissingBucketIsReported() {
        BackupResult result = Backups.run(DATABASE, Backups.toS3(server, "none", credentials, certificate));

        assertThat(result.reason()).isEqualTo("DestinationMissing");
        assertThat(result.message()).contains("The bucket 'none' of https://localhost:", "does not exist");
    }

    @Test
    void anUnknownCaIsReported() {
        BackupResult result = Backups.run(DATABASE, Backups.toS3(server, "films", credentials, null));

        assertThat(result.reason()).isEqualTo("DestinationUnreachable");
        assertThat(result.message()).contains("not signed by a trusted CA", "caSecretRef");
    }

    @Test
    void anUnreachableServerIsReported() {
        BackupProperties away = new BackupProperties(
                "films.movies",
                1,
                null,
                new BackupProperties.S3(URI.create("http://localhost:1"), "films", null, null),
                credentials,
                null,
                Path.of("/nowhere"));

        BackupResult result = Backups.run(DATABASE, away);

        assertThat(result.reason()).isEqualTo("DestinationUnreachable");
        assertThat(result.message()).contains("http://localhost:1 cannot be reached", "backup.destination.s3.endpoint");
    }

    @Test
    void aMissingObjectIsReported() {
        assertThat(Restores.run(TestDatabase.create(), source("none.jsonl.gz", null), false))
                .startsWith("SourceNotFound: The bucket 'films' has no object 'none.jsonl.gz'");
        assertThat(Restores.run(TestDatabase.create(), source(null, "weekly/"), false))
                .startsWith(
                        "SourceNotFound: The bucket 'films' has no complete backup whose key begins with 'weekly/'");
    }
}

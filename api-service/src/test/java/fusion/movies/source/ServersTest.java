package fusion.movies.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fusion.movies.source.ScriptedServer.Script;
import fusion.movies.source.SourceException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real servers' behaviour: a good response is loaded completely, a bad one results in a reason and a sentence. */
class ServersTest {

    private static final int LIMIT = 1_000_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theOutcomeIsThatOfTheTable(Server kind) throws IOException {
        try (ScriptedServer server = new ScriptedServer(kind.scripts())) {
            Outcome outcome = Outcome.of(server.url("/movies.json"), kind.patience());
            if (kind.isGood()) {
                assertThat(outcome).isEqualTo(new Outcome(Server.count(), null, null));
            } else {
                assertThat(outcome.reason()).as(outcome.message()).isEqualTo(kind.reason());
                assertThat(outcome.message()).contains(kind.says()).endsWith(".");
                BadSourcesTable.SERVERS.check(kind.toString(), outcome.reason(), atHost(outcome.message(), server));
            }
        }
    }

    @Test
    void theRestIsRequestedWithTheVersionOfTheFirstPart() throws IOException {
        try (ScriptedServer server = new ScriptedServer(Server.BROKEN_AND_RESUMED.scripts())) {
            Outcome.of(server.url("/movies.json"), Server.BROKEN_AND_RESUMED.patience());

            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().getFirst()).doesNotContain("Range");
            assertThat(server.requests().getLast()).contains("Range: bytes=").contains("If-Range: \"v1\"");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MISSING", "GONE", "FORBIDDEN", "PORTAL", "BROTLI", "DECLARED_TOO_LARGE", "MUCH_LATER"})
    void permanentFailuresAreNotRetried(Server kind) throws IOException {
        try (ScriptedServer server = new ScriptedServer(kind.scripts())) {
            Outcome.of(server.url("/movies.json"), kind.patience());

            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aRequestHasNoCompressionUpgradeOrLogin() throws IOException {
        try (ScriptedServer server = new ScriptedServer(Server.LENGTH.scripts())) {
            Outcome.of(server.url("/movies.json?a=b%20c&d"), Server.LENGTH.patience());

            assertThat(server.requests().getFirst())
                    .startsWith("GET /movies.json?a=b%20c&d HTTP/1.1\r\n")
                    .contains("Host: localhost:" + server.port())
                    .contains("Accept-Encoding: identity")
                    .doesNotContainIgnoringCase("upgrade")
                    .doesNotContainIgnoringCase("authorization");
        }
    }

    @Test
    void theDownloadIsDeleted() throws IOException {
        try (ScriptedServer server = new ScriptedServer(Server.LENGTH.scripts())) {
            Source source = download(properties(server.url("/movies.json"))).fetch();
            Path file = Path.of(source.toString().replaceAll(".*file=([^,\\]]+).*", "$1"));
            assertThat(file).exists();

            source.close();

            assertThat(file).doesNotExist();
        }
    }

    @Test
    void onlyAKnownLengthProvesThatASourceIsComplete() throws IOException {
        for (Server kind : List.of(Server.LENGTH, Server.CHUNKED, Server.BROKEN_AND_RESUMED, Server.CLOSED)) {
            try (ScriptedServer server = new ScriptedServer(kind.scripts());
                    Source source =
                            download(properties(server.url("/movies.json"))).fetch()) {
                assertThat(source.isLengthKnown()).as(kind.toString()).isEqualTo(kind != Server.CLOSED);
            }
        }
    }

    @Test
    void noMessageShowsSecretsOfAUrl() throws IOException {
        try (ScriptedServer server = new ScriptedServer(Server.MISSING.scripts())) {
            Outcome outcome = Outcome.of(
                    "http://user:password@localhost:" + server.port() + "/movies.json?token=secret",
                    Server.MISSING.patience());

            assertThat(outcome.message()).contains("/movies.json").doesNotContain("password", "token", "secret");
        }
        assertThatThrownBy(() -> new Sources().open(properties("https://host/a b?token=secret")))
                .hasMessageContaining("not a URL")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aHostWithAnUnderscoreIsAccepted() {
        assertThat(SourceUrl.of(URI.create("http://film_store:8000/plain/films.json")))
                .hasToString("http://film_store:8000/plain/films.json")
                .satisfies(url -> assertThat(url.authority().getHostName()).isEqualTo("film_store"));
        assertThat(Outcome.of("http://film_store.invalid:8000/films.json", Server.MISSING.patience())
                        .message())
                .contains("http://film_store.invalid:8000/films.json", "its host cannot be found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http:///films.json", "http:films.json", "https://:443/films.json"})
    void aUrlWithoutAHostIsRefused(String url) {
        assertThat(Outcome.of(url, Server.MISSING.patience()).reason()).isEqualTo(Reason.SettingsWrong);
    }

    @Test
    void aPortWithoutAListenerIsReported() throws IOException {
        ScriptedServer server = new ScriptedServer();
        server.close();

        Outcome outcome = Outcome.of(server.url("/movies.json"), Server.MISSING.patience());

        assertThat(outcome.reason()).isEqualTo(Reason.SourceUnreachable);
        assertThat(outcome.message()).contains("in 3 attempts: the connection failed");
    }

    @Test
    void aLoginIsSentOnlyToItsServer() throws IOException {
        Files.writeString(folder.resolve("username"), "me\n");
        Files.writeString(folder.resolve("password"), "säcret\n");
        try (ScriptedServer other = new ScriptedServer(Server.LENGTH.scripts());
                ScriptedServer server = new ScriptedServer(redirectTo(other))) {
            download(withLogin(server.url("/movies.json"))).fetch().close();

            assertThat(server.requests().getFirst()).contains("Authorization: Basic bWU6c8OkY3JldA==\r\n");
            assertThat(other.requests().getFirst()).doesNotContain("Authorization");
        }
    }

    @Test
    void aLoginIsSentAgainAfterARedirectToTheSameServer() throws IOException {
        Files.writeString(folder.resolve("token"), "t0ken");
        try (ScriptedServer server = new ScriptedServer(Server.MOVED_302.scripts())) {
            download(withLogin(server.url("/movies.json"))).fetch().close();

            assertThat(server.requests())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request).contains("Authorization: Bearer t0ken\r\n"));
        }
    }

    @Test
    void aRefusedLoginIsReportedWithoutIt() throws IOException {
        Files.writeString(folder.resolve("token"), "t0ken");
        try (ScriptedServer server = new ScriptedServer(Server.LOGIN_WANTED.scripts())) {
            Outcome outcome = Outcome.of(withLogin(server.url("/movies.json")), Server.LOGIN_WANTED.patience());

            assertThat(outcome.message())
                    .contains("401 for the login that it was sent")
                    .doesNotContain("t0ken");
        }
    }

    @Test
    void invalidCredentialsAreReported() throws IOException {
        assertThat(Outcome.of(withLogin("http://localhost/a"), Server.MISSING.patience())
                        .message())
                .contains("neither the key 'token' nor the keys 'username' and 'password'");

        Files.writeString(folder.resolve("token"), "two\nlines");
        assertThat(Outcome.of(withLogin("http://localhost/a"), Server.MISSING.patience())
                        .message())
                .contains("key 'token'")
                .doesNotContain("two", "lines:");
    }

    private static Script redirectTo(ScriptedServer other) {
        return exchange ->
                exchange.say("HTTP/1.1 302 Found\nLocation: " + other.url("/movies.json") + "\nContent-Length: 0\n\n");
    }

    private static Download download(SourceProperties properties) {
        return new Download(URI.create(properties.source()), properties, Server.LENGTH.patience());
    }

    private SourceProperties withLogin(String url) {
        return new SourceProperties(url, null, LIMIT, null, folder);
    }

    static SourceProperties properties(String url) {
        return new SourceProperties(url, null, LIMIT, null, null);
    }

    private static String atHost(String message, ScriptedServer server) {
        return message.replace("localhost:" + server.port(), "host").replaceAll("row \\d+", "row …");
    }
}

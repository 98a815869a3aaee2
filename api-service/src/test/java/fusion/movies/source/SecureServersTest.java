package fusion.movies.source;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.source.ScriptedServer.Script;
import fusion.movies.source.SourceException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers with certificates, also through proxies. */
@Tag("slow")
class SecureServersTest {

    private static final Patience PATIENCE = Server.LENGTH.patience();

    @TempDir
    private static Path folder;

    private static SSLContext tls;
    private static Path bundle;

    @BeforeAll
    static void aCertificateOfAnUnknownAuthority() throws Exception {
        tls = certificate("localhost", "2023/01/01 00:00:00", 36_500);
        bundle = folder.resolve("localhost.pem");
    }

    @Test
    void aServerOfAPrivateCaIsTrustedByItsBundle() throws IOException {
        try (ScriptedServer server = new ScriptedServer(tls, Server.LENGTH.scripts())) {
            assertThat(Outcome.of(trusting(https(server)), PATIENCE).movies()).isEqualTo(Server.count());
        }
    }

    @Test
    void withoutTheBundleTheRemedyIsReportedAtOnce() throws IOException {
        try (ScriptedServer server = new ScriptedServer(tls, Server.LENGTH.scripts())) {
            Outcome outcome = Outcome.of(https(server), PATIENCE);

            assertThat(outcome.reason()).isEqualTo(Reason.SourceUnreachable);
            assertThat(outcome.message()).contains("not signed by a trusted CA", "caBundleRef");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateOfAnotherHostIsNotTrusted() throws IOException {
        try (ScriptedServer server = new ScriptedServer(tls, Server.LENGTH.scripts())) {
            Outcome outcome = Outcome.of(trusting("https://127.0.0.1:" + server.port() + "/movies.json"), PATIENCE);

            assertThat(outcome.message()).contains("its certificate is for another host");
        }
    }

    @Test
    void anExpiredCertificateIsNotTrusted() throws Exception {
        certificate("authority", "2023/01/01 00:00:00", 36_500);
        SSLContext expired = certificate("expired", "2023/01/01 00:00:00", 1, "-signer", "authority");
        try (ScriptedServer server = new ScriptedServer(expired, Server.LENGTH.scripts())) {
            SourceProperties properties =
                    new SourceProperties(https(server), null, 1_000_000, folder.resolve("authority.pem"), null);

            assertThat(Outcome.of(properties, PATIENCE).message()).contains("its certificate has expired");
        }
    }

    @Test
    void redirectsFromHttpsToHttpAreRefused() throws IOException {
        try (ScriptedServer plain = new ScriptedServer(Server.LENGTH.scripts());
                ScriptedServer server = new ScriptedServer(tls, redirectTo(plain.url("/movies.json")))) {
            Outcome outcome = Outcome.of(trusting(https(server)), PATIENCE);

            assertThat(outcome.reason()).isEqualTo(Reason.SourceUnreachable);
            assertThat(outcome.message()).contains("from https to plain http");
            assertThat(plain.requests()).isEmpty();
        }
    }

    @Test
    void redirectsFromHttpToHttpsAreFollowed() throws IOException {
        try (ScriptedServer server = new ScriptedServer(tls, Server.LENGTH.scripts());
                ScriptedServer plain = new ScriptedServer(redirectTo(https(server)))) {
            assertThat(Outcome.of(trusting(plain.url("/movies.json")), PATIENCE).movies())
                    .isEqualTo(Server.count());
        }
    }

    @Test
    void aServerWithoutTlsIsReported() throws IOException {
        try (ScriptedServer plain = new ScriptedServer(Server.GARBAGE.scripts())) {
            assertThat(Outcome.of(https(plain), Server.NO_HEAD_IN_TIME.patience())
                            .reason())
                    .isEqualTo(Reason.SourceUnreachable);
        }
    }

    @Test
    void anInvalidBundleIsReported() throws IOException {
        Path none = Files.writeString(folder.resolve("none.pem"), "none");
        SourceProperties properties = new SourceProperties("https://localhost/a", null, 1_000_000, none, null);

        assertThat(Outcome.of(properties, PATIENCE).message()).contains("CA bundle " + none);
    }

    @Test
    void aProxyIsUsedForOtherHosts() throws IOException {
        try (ScriptedServer proxy = new ScriptedServer(Server.LENGTH.scripts())) {
            Map<String, String> environment = Map.of("HTTP_PROXY", "http://localhost:" + proxy.port());

            download("http://data.example.invalid/movies.json", environment)
                    .fetch()
                    .close();

            assertThat(proxy.requests().getFirst())
                    .startsWith("GET http://data.example.invalid/movies.json HTTP/1.1\r\n")
                    .contains("Host: data.example.invalid");
        }
    }

    @Test
    void aProxyGetsTheLoginOfItsVariable() throws IOException {
        try (ScriptedServer proxy = new ScriptedServer(
                Server.PROXY_LOGIN_WANTED.scripts()[0], Server.LENGTH.scripts()[0])) {
            Map<String, String> environment = Map.of("http_proxy", "http://me:secret@localhost:" + proxy.port());

            download("http://data.example.invalid/movies.json", environment)
                    .fetch()
                    .close();

            assertThat(proxy.requests().getLast())
                    .contains("Proxy-Authorization: Basic "
                            + Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void aSecureServerIsReachedThroughAProxy() throws IOException {
        try (ScriptedServer server = new ScriptedServer(tls, Server.LENGTH.scripts());
                ScriptedServer proxy = new ScriptedServer(tunnelTo(server.port()))) {
            Map<String, String> environment = Map.of("HTTPS_PROXY", "localhost:" + proxy.port());
            SourceProperties properties = trusting("https://localhost.localdomain:" + server.port() + "/movies.json");

            // The proxy looks up the name, which is not in the certificate.
            Outcome outcome = outcome(
                    () -> new Download(URI.create(properties.source()), properties, PATIENCE, environment).fetch());

            assertThat(proxy.requests().getFirst())
                    .startsWith("CONNECT localhost.localdomain:" + server.port() + " HTTP/1.1\r\n");
            assertThat(outcome.message()).contains("its certificate is for another host");
        }
    }

    private interface Fetching {
        Source fetch();
    }

    private static Outcome outcome(Fetching fetching) throws IOException {
        try (Source source = fetching.fetch()) {
            return new Outcome(source.open().readAllBytes().length, null, null);
        } catch (SourceException e) {
            return new Outcome(0, e.reason(), e.getMessage());
        }
    }

    private static Download download(String url, Map<String, String> environment) {
        return new Download(URI.create(url), ServersTest.properties(url), PATIENCE, environment);
    }

    private static SourceProperties trusting(String url) {
        return new SourceProperties(url, null, 1_000_000, bundle, null);
    }

    private static String https(ScriptedServer server) {
        return server.url("/movies.json").replace("http:", "https:");
    }

    private static Script redirectTo(String url) {
        return exchange -> exchange.say("HTTP/1.1 302 Found\nLocation: " + url + "\nContent-Length: 0\n\n");
    }

    private static Script tunnelTo(int port) {
        return exchange -> {
            exchange.say("HTTP/1.1 200 Connection established\n\n");
            try (Socket server = new java.net.Socket("localhost", port)) {
                Thread back = Thread.ofVirtual().start(() -> {
                    try {
                        server.getInputStream().transferTo(exchange.socket().getOutputStream());
                    } catch (IOException ended) {
                        // as for a tunnel
                    }
                });
                exchange.socket().getInputStream().transferTo(server.getOutputStream());
                back.interrupt();
            }
        };
    }

    /** The JDK creates certificates only by its tool. */
    private static SSLContext certificate(String alias, String from, int days, String... signer)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("keys.p12");
        keytool(
                store,
                Stream.concat(
                        Stream.of(
                                "-genkeypair",
                                "-alias",
                                alias,
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + alias,
                                "-ext",
                                "san=dns:localhost",
                                "-ext",
                                "bc=ca:" + (signer.length == 0),
                                "-startdate",
                                from,
                                "-validity",
                                String.valueOf(days),
                                "-storetype",
                                "PKCS12"),
                        Stream.of(signer)));
        Path pem = folder.resolve(alias + ".pem");
        keytool(store, Stream.of("-exportcert", "-rfc", "-alias", alias, "-file", pem.toString()));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        for (String other : List.copyOf(Collections.list(keys.aliases()))) {
            if (!other.equals(alias)) {
                keys.deleteEntry(other);
            }
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Path store, Stream<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments.toList());
        command.addAll(List.of("-keystore", store.toString(), "-storepass", "changeit"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("keytool.log")));
        }
    }
}

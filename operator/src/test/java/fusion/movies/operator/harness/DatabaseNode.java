package fusion.movies.operator.harness;

import fusion.movies.operator.certificates.TestCertificates;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * The ports of a stack's database: TLS with the certificates that the operator issued, in front of the PostgreSQL that all stacks share, and of a healthy node's metrics. A client certificate, if presented, must be issued by the stack's own CA.
 */
public final class DatabaseNode implements AutoCloseable {

    private static final char[] NO_PASSWORD = new char[0];
    private static final int TLS_REQUEST_BYTES = 8;

    private final Supplier<TestCertificates> certificates;
    private final int postgres;
    private final String maintenanceDatabase;
    private final ServerSocket socket;
    private final ServerSocket http;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger logins = new AtomicInteger();
    private volatile boolean away;
    private volatile TestCertificates held;
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    private volatile String metrics = """
        ranges{store="1"} 44
        ranges_unavailable{store="1"} 0
        ranges_underreplicated{store="1"} 0
        liveness_livenodes 3
        """;

    /**
     * @param certificates read for each connection, so that renewed ones are used
     * @param postgres port of the PostgreSQL behind it
     * @param maintenanceDatabase the database that clients see as {@code defaultdb}
     */
    DatabaseNode(Supplier<TestCertificates> certificates, int postgres, String maintenanceDatabase) {
        this.certificates = certificates;
        this.postgres = postgres;
        this.maintenanceDatabase = maintenanceDatabase;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
            http = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(socket, this::serve));
        Thread.ofVirtual().start(() -> accept(http, this::answer));
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Number of connections to a database so far. */
    public int logins() {
        return logins.get();
    }

    int httpPort() {
        return http.getLocalPort();
    }

    /** Sets the response of {@code /_status/vars} of each node. */
    public void metrics(String text) {
        metrics = text;
    }

    /** Runs once while the operator waits for the node's response in its next reconciliation. */
    public void duringNextLook(Runnable event) {
        meanwhile.set(event);
    }

    /** Keeps the current certificates regardless of the Secret, like a node without a signal. */
    public void keepCertificates() {
        held = certificates.get();
    }

    /** Uses the Secret's certificates from now on, like a node after a reload. */
    public void reload() {
        held = null;
    }

    /** Refuses connections from now on, and closes the open ones. */
    public void goAway() {
        away = true;
        open.forEach(DatabaseNode::end);
    }

    public void comeBack() {
        away = false;
    }

    private static void accept(ServerSocket port, Consumer<Socket> serve) {
        while (!port.isClosed()) {
            try {
                Socket client = port.accept();
                Thread.ofVirtual().start(() -> serve.accept(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            if (away) {
                return;
            }
            meanwhile.getAndSet(() -> {}).run();
            try (SSLSocket secure = secure(client)) {
                BufferedReader request =
                        new BufferedReader(new InputStreamReader(secure.getInputStream(), StandardCharsets.US_ASCII));
                String first = request.readLine();
                if (first == null) {
                    return; // It looked at the certificate.
                }
                String path = first.split(" ")[1];
                while (!request.readLine().isEmpty()) {
                    // headers
                }
                String body = path.equals("/_status/vars") ? metrics : "{}";
                secure.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                        + body)
                                .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException | GeneralSecurityException e) {
            // The client sees its connection end.
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            if (away) {
                return;
            }
            new DataInputStream(client.getInputStream()).readFully(new byte[TLS_REQUEST_BYTES]);
            client.getOutputStream().write('S');
            try (SSLSocket secure = secure(client);
                    Socket server = new Socket("localhost", postgres)) {
                open.add(server);
                Thread.ofVirtual().start(() -> copy(server, secure));
                begin(new DataInputStream(secure.getInputStream()), new DataOutputStream(server.getOutputStream()));
                copy(secure, server);
                open.remove(server);
            }
        } catch (IOException | GeneralSecurityException e) {
            // The client sees its connection end, as intended.
        } finally {
            open.remove(client);
        }
    }

    /** The first message names the database. */
    private void begin(DataInputStream client, DataOutputStream server) throws IOException {
        logins.incrementAndGet();
        byte[] message = new byte[client.readInt() - Integer.BYTES];
        client.readFully(message);
        byte[] renamed = new String(message, StandardCharsets.ISO_8859_1)
                .replace("\0database\0defaultdb\0", "\0database\0" + maintenanceDatabase + "\0")
                .getBytes(StandardCharsets.ISO_8859_1);
        server.writeInt(renamed.length + Integer.BYTES);
        server.write(renamed);
        server.flush();
    }

    private SSLSocket secure(Socket client) throws IOException, GeneralSecurityException {
        TestCertificates kept = held;
        return secure(client, kept == null ? certificates.get() : kept);
    }

    static SSLSocket secure(Socket client, TestCertificates certificates) throws IOException, GeneralSecurityException {
        SSLSocket secure =
                (SSLSocket) context(certificates).getSocketFactory().createSocket(client, null, client.getPort(), true);
        secure.setUseClientMode(false);
        secure.setWantClientAuth(true);
        secure.startHandshake();
        return secure;
    }

    private static SSLContext context(TestCertificates pem) throws GeneralSecurityException, IOException {
        Certificate node = certificates(pem.certificate()).getFirst();
        // Not the default type, whose encryption would dominate the tests' run time.
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setKeyEntry("node", key(pem.key()), NO_PASSWORD, new Certificate[] {node});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore authorities = KeyStore.getInstance("JKS");
        authorities.load(null, null);
        for (Certificate authority : certificates(pem.authority())) {
            authorities.setCertificateEntry("ca" + authorities.size(), authority);
        }
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static List<? extends Certificate> certificates(String pem) throws GeneralSecurityException {
        return List.copyOf(CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    }

    /** Copies until one side closes; then closes the other side, too. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // As above.
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        http.close();
        goAway();
    }
}

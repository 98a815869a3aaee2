package fusion.movies.operator.certificates;

import fusion.movies.operator.certificates.NodeSight.Presented;
import fusion.movies.operator.nodes.NodeAddresses.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Inspects a node's certificates by TLS handshakes, and closes the connection before any data is sent. */
final class Handshake {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** PostgreSQL's SSLRequest message. */
    private static final byte[] TLS_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

    private Handshake() {}

    /** The certificate that a node presents on a port with direct TLS. */
    static Presented presented(Address address) {
        try (Socket socket = connect(address);
                SSLSocket secure = shake(socket, address, new Issuers())) {
            return new Presented.Certificate(
                    (X509Certificate) secure.getSession().getPeerCertificates()[0]);
        } catch (SSLException e) {
            // A connection that breaks or stalls halfway says nothing about certificates.
            return e.getCause() instanceof IOException ? new Presented.Nothing() : new Presented.Unfit();
        } catch (IOException | GeneralSecurityException e) {
            return new Presented.Nothing();
        }
    }

    /**
     * The CAs whose client certificates a node accepts, as it lists them on its SQL port to each client; empty without
     * a response.
     */
    static Optional<Set<X500Principal>> trusted(Address address) {
        try (Socket socket = connect(address)) {
            socket.getOutputStream().write(TLS_REQUEST);
            if (socket.getInputStream().read() != 'S') {
                return Optional.empty();
            }
            Issuers issuers = new Issuers();
            shake(socket, address, issuers).close();
            return Optional.ofNullable(issuers.named);
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Socket connect(Address address) throws IOException {
        Socket socket = new Socket();
        int limit = Math.toIntExact(LIMIT.toMillis());
        try {
            socket.setSoTimeout(limit);
            socket.connect(new InetSocketAddress(address.host(), address.port()), limit);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static SSLSocket shake(Socket socket, Address address, Issuers issuers)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {issuers}, new TrustManager[] {new Anyone()}, null);
        SSLSocket secure =
                (SSLSocket) context.getSocketFactory().createSocket(socket, address.host(), address.port(), true);
        secure.startHandshake();
        return secure;
    }

    /** Presents no certificate, and records the CAs that the server would accept one from. */
    private static final class Issuers extends X509ExtendedKeyManager {

        private volatile @Nullable Set<X500Principal> named;

        @Override
        public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
            named = Stream.of(issuers == null ? new Principal[0] : issuers)
                    .map(issuer -> new X500Principal(issuer.getName()))
                    .collect(Collectors.toUnmodifiableSet());
            return null;
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return null;
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return null;
        }
    }

    /**
     * Accepts every certificate, even an expired one or one of a lost CA, in order to detect them. Safe, because
     * nothing is sent over the connection and the certificate is only compared.
     */
    private static final class Anyone extends X509ExtendedTrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

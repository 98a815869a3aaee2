package fusion.movies.e2e;

import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The certificate that a node of the database presents on its HTTP port, whoever issued it. */
final class PresentedCertificate {

    private static final int HTTP_PORT = 8080;

    private PresentedCertificate() {}

    static X509Certificate of(Stack stack, int node) {
        try (LocalPortForward port = stack.namespace()
                .client()
                .pods()
                .inNamespace(stack.namespace().name())
                .withName(stack.name() + "-db-" + node)
                .portForward(HTTP_PORT)) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anyone()}, null);
            try (SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket("localhost", port.getLocalPort())) {
                socket.setSoTimeout(5_000);
                socket.startHandshake();
                return (X509Certificate) socket.getSession().getPeerCertificates()[0];
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("Node %d of %s presents no certificate".formatted(node, stack.name()), e);
        }
    }

    private static final class Anyone extends X509ExtendedTrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

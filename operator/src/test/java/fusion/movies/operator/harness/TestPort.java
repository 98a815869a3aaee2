package fusion.movies.operator.harness;

import fusion.movies.operator.certificates.TestCertificates;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;

/** A port with one kind of behaviour. */
public final class TestPort implements AutoCloseable {

    private interface Conversation {
        void hold(Socket client) throws IOException, GeneralSecurityException;
    }

    private static final int TLS_REQUEST_BYTES = 8;

    private final ServerSocket socket;

    private TestPort(Conversation conversation) throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    Thread.ofVirtual().start(() -> hold(conversation, client));
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
    }

    private static void hold(Conversation conversation, Socket client) {
        try (client) {
            conversation.hold(client);
        } catch (IOException | GeneralSecurityException e) {
            // The client sees its connection end.
        }
    }

    /** TLS from the first byte. */
    public static TestPort tls(TestCertificates certificates) throws IOException {
        return new TestPort(client ->
                DatabaseNode.secure(client, certificates).getInputStream().read());
    }

    /** TLS after PostgreSQL's SSLRequest. */
    public static TestPort sql(TestCertificates certificates) throws IOException {
        return new TestPort(client -> {
            new DataInputStream(client.getInputStream()).readFully(new byte[TLS_REQUEST_BYTES]);
            client.getOutputStream().write('S');
            DatabaseNode.secure(client, certificates).getInputStream().read();
        });
    }

    /** Reads something and closes the connection. */
    public static TestPort closing() throws IOException {
        return new TestPort(client -> client.getInputStream().readNBytes(TLS_REQUEST_BYTES));
    }

    /** Accepts connections and never responds. */
    public static TestPort silent() throws IOException {
        return new TestPort(client -> client.getInputStream().transferTo(OutputStream.nullOutputStream()));
    }

    public int number() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

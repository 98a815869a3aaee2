package fusion.movies.source;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** A server that follows a test's script on each connection, byte by byte. */
final class ScriptedServer implements Closeable {

    /** The script of one connection, which is closed at its end. */
    interface Script {
        void answer(Exchange exchange) throws IOException;
    }

    record Exchange(String request, Socket socket, int number) {

        /** Sends text with HTTP's line breaks. */
        Exchange say(String head) throws IOException {
            return send(head.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }

        Exchange send(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            return this;
        }

        /** The first requested byte; 0 if all are requested. */
        int from() {
            return request.lines()
                    .filter(line -> line.startsWith("Range: bytes="))
                    .map(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }

        /** Holds the connection until the client leaves. */
        void hold() throws IOException {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // ignores what it sends
            }
        }

        /** Ends the connection by a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private final ServerSocket entrance;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** @param scripts of the first connection, the second, …; the last one also for all others */
    ScriptedServer(Script... scripts) {
        this(ServerSocketFactory.getDefault(), scripts);
    }

    ScriptedServer(SSLContext tls, Script... scripts) {
        this(tls.getServerSocketFactory(), scripts);
    }

    private ScriptedServer(ServerSocketFactory sockets, Script... scripts) {
        try {
            entrance = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket client = entrance.accept();
                    open.add(client);
                    Thread.ofVirtual().start(() -> serve(client, scripts));
                }
            } catch (IOException closed) {
                // by the test
            }
        });
    }

    int port() {
        return entrance.getLocalPort();
    }

    String url(String path) {
        return "http://localhost:" + port() + path;
    }

    /** The headers of the requests, in order. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void serve(Socket client, Script... scripts) {
        try (client) {
            String request = head(client.getInputStream());
            if (request.isEmpty()) {
                return; // an aborted handshake
            }
            requests.add(request);
            int number = connections.getAndIncrement();
            scripts[Math.min(number, scripts.length - 1)].answer(new Exchange(request, client, number));
        } catch (IOException e) {
            // the client left, as intended by some scripts
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }
}

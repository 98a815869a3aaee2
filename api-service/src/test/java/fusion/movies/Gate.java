package fusion.movies;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** A proxy between the service and its database that can be shut: open connections then break, and new ones are refused. */
public final class Gate implements Closeable {

    private final int target;
    private final int port;
    private final Set<Socket> open = new HashSet<>();
    private ServerSocket entrance;

    public Gate(int target) {
        this.target = target;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public void open() {
        try {
            entrance = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerSocket listening = entrance;
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    letThrough(listening.accept(), listening);
                }
            } catch (IOException shut) {
                // shut on purpose
            }
        });
    }

    /** Breaks the open connections; new ones are accepted. */
    public synchronized void cut() {
        open.forEach(Gate::shut);
        open.clear();
    }

    @Override
    public synchronized void close() {
        shut(entrance);
        cut();
    }

    // Synchronized with cut and close, so that no connection that opens meanwhile outlives them.
    private synchronized void letThrough(Socket client, ServerSocket listening) throws IOException {
        if (listening.isClosed()) {
            shut(client);
            return;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> copy(client, server));
        Thread.ofVirtual().start(() -> copy(server, client));
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // the other side is closed below
        } finally {
            shut(to);
        }
    }

    private static void shut(Closeable end) {
        try {
            end.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package fusion.movies.e2e;

import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Clients in the cluster that query the API through its Service continuously, each request on a new connection. */
final class Readers extends OutputStream implements AutoCloseable {

    private static final String LOOP = """
            for reader in $(seq %d); do
                ( while true; do
                    wget -q -O /dev/null '%s' && echo answered || echo "failed $(date +%%T)"
                  done ) &
            done
            wait
            """;

    private final ExecWatch loops;
    private final StringBuilder line = new StringBuilder();
    private final List<String> failures = new ArrayList<>();
    private int answered;

    private Readers(ToolsPod pod, String script) {
        loops = pod.start(this, script);
    }

    static Readers start(int number, ToolsPod pod, String url) {
        return new Readers(pod, LOOP.formatted(number, url));
    }

    @Override
    public synchronized void write(int character) {
        if (character != '\n') {
            line.append((char) character);
            return;
        }
        if (line.toString().equals("answered")) {
            answered++;
        } else {
            failures.add(line.toString());
        }
        line.setLength(0);
    }

    synchronized int answered() {
        return answered;
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        loops.close();
    }
}

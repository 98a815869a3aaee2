package fusion.movies.e2e;

import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A client in the cluster that queries the API through its Service twice a second, and records unanswered queries. */
final class Queries extends OutputStream implements AutoCloseable {

    /** A series of failed queries: from the start of the first until the start of the first that was answered. */
    record Gap(Instant from, Instant to) {

        Duration length() {
            return Duration.between(from, to);
        }
    }

    private final ExecWatch loop;
    private final StringBuilder line = new StringBuilder();
    private final List<Gap> gaps = new ArrayList<>();
    private Instant asked;
    private Instant failingSince;
    private int answered;

    private Queries(ToolsPod pod, String url) {
        loop = pod.start(
                this,
                "while true; do echo asked; timeout 2 wget -q -O /dev/null '%s' && echo answered || echo failed; sleep 0.5; done"
                        .formatted(url));
    }

    static Queries through(ToolsPod pod, Stack stack) {
        return new Queries(pod, stack.get().getStatus().api().url() + "/api/v1/movies?limit=1");
    }

    @Override
    public synchronized void write(int character) {
        if (character != '\n') {
            line.append((char) character);
            return;
        }
        switch (line.toString()) {
            case "asked" -> asked = Instant.now();
            case "answered" -> {
                answered++;
                endGap(asked);
            }
            default -> failingSince = failingSince == null ? asked : failingSince;
        }
        line.setLength(0);
    }

    private void endGap(Instant now) {
        if (failingSince != null) {
            gaps.add(new Gap(failingSince, now));
            failingSince = null;
        }
    }

    synchronized boolean isAnswered() {
        return failingSince == null && answered > 0;
    }

    synchronized List<Gap> gaps() {
        endGap(Instant.now());
        return List.copyOf(gaps);
    }

    @Override
    public void close() {
        loop.close();
    }
}

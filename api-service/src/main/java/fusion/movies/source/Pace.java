package fusion.movies.source;

import java.io.IOException;

/** Fails a transfer that is too slow although every read returns in time. */
final class Pace {

    private final Patience patience;
    private long begin = System.nanoTime();
    private long bytes;

    Pace(Patience patience) {
        this.patience = patience;
    }

    void check(int read) throws IOException {
        bytes += read;
        long elapsed = System.nanoTime() - begin;
        if (elapsed < patience.window().toNanos()) {
            return;
        }
        if (bytes * 1e9 / elapsed < Patience.SLOWEST) {
            throw new IOException("it sends less than " + Patience.SLOWEST + " bytes per second");
        }
        begin = System.nanoTime();
        bytes = 0;
    }
}

package fusion.movies.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Limits the time that all long lists together spend on the cores. Times are those of {@link System#nanoTime}. */
final class ListPace {

    /** Of a longer turn, the rest was spent waiting for a slow client, mostly. */
    private static final long LONGEST_WORK = Duration.ofMillis(2).toNanos();

    private final double cores;

    /** Until when the work done so far would take the cores that lists may use. */
    private final AtomicLong occupied = new AtomicLong(System.nanoTime());

    /** @param cores how many of them lists may use, on average */
    ListPace(double cores) {
        this.cores = cores;
    }

    /**
     * Counts a turn of a list.
     *
     * @return nanoseconds that the list has to sleep before its next turn; none if not positive
     */
    long restAfter(long start, long end) {
        long work = (long) (Math.min(end - start, LONGEST_WORK) / cores);
        return occupied.updateAndGet(until -> (until - start > 0 ? until : start) + work) - end;
    }
}

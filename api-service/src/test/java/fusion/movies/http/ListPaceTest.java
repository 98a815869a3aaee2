package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ListPaceTest {

    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long begin = System.nanoTime();
    private final ListPace pace = new ListPace(1);

    @Test
    void oneListNeedsNoRest() {
        assertThat(turnsInASecond(1)).isEqualTo(1000);
    }

    @Test
    void moreListsShareTheTime() {
        assertThat(turnsInASecond(8)).isCloseTo(1000, within(10));
    }

    @Test
    void aListIsNotSlowedDownByThoseWhoseClientsAreSlow() {
        int slow = 1;
        long slept = 0;
        long now = begin;
        for (int turn = 0; turn < 1000; turn++) {
            long end = now + MILLISECOND;
            for (; slow < 64 && endOfSlow(slow) < end; slow++) {
                pace.restAfter(endOfSlow(slow) - SECOND, endOfSlow(slow));
            }
            long rest = rest(now, end);
            slept += rest;
            now = end + rest;
        }
        assertThat(slept).isLessThan(200 * MILLISECOND);
    }

    /** Each list has a core of its own. */
    private int turnsInASecond(int lists) {
        PriorityQueue<Long> starts = new PriorityQueue<>();
        for (int list = 0; list < lists; list++) {
            starts.add(begin);
        }
        int turns = 0;
        while (starts.peek() < begin + SECOND) {
            long start = starts.remove();
            long end = start + MILLISECOND;
            starts.add(end + rest(start, end));
            turns++;
        }
        return turns;
    }

    private long rest(long start, long end) {
        return Math.max(0, pace.restAfter(start, end));
    }

    private long endOfSlow(int list) {
        return begin + list * SECOND / 64;
    }
}

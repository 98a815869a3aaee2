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
        assertThat(turnsInASecond(1, MILLISECOND)).isEqualTo(1000);
    }

    @Test
    void moreListsShareTheTime() {
        assertThat(turnsInASecond(8, MILLISECOND)).isCloseTo(1000, within(10));
    }

    @Test
    void aListIsNotSlowedDownByThoseWhoseClientsAreSlow() {
        PriorityQueue<Long> ends = new PriorityQueue<>();
        for (int slow = 1; slow < 64; slow++) {
            ends.add(begin + slow * SECOND / 64);
        }
        long slept = 0;
        long now = begin;
        for (int turn = 0; turn < 1000; turn++) {
            long end = now + MILLISECOND;
            while (!ends.isEmpty() && ends.peek() < end) {
                long stalled = ends.remove();
                pace.restAfter(stalled - SECOND, stalled);
            }
            long rest = Math.max(0, pace.restAfter(now, end));
            slept += rest;
            now = end + rest;
        }
        assertThat(slept).isLessThan(200 * MILLISECOND);
    }

    /** Each list has a core of its own. */
    private int turnsInASecond(int lists, long turn) {
        PriorityQueue<Long> starts = new PriorityQueue<>();
        for (int list = 0; list < lists; list++) {
            starts.add(begin);
        }
        int turns = 0;
        while (starts.peek() < begin + SECOND) {
            long start = starts.remove();
            starts.add(start + turn + Math.max(0, pace.restAfter(start, start + turn)));
            turns++;
        }
        return turns;
    }
}

package fusion.movies.http;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fusion.movies.model.ReadModel;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpOutputMessage;
import org.springframework.stereotype.Component;

/**
 * Writes long lists in turns, so that other requests get theirs, and a limited number at once, since each holds some 300
 * kB until its client has read it, most of that for compression.
 *
 * <p>{@link Thread#yield} would not be enough: a worker of the virtual threads' scheduler stays with a queue until it is
 * empty, also with the one that it submits its own yields to, and lists that only yield keep it filled (JDK 25). While
 * there are other requests, lists therefore sleep after a turn, so long that all of them together leave most of the
 * workers' time unused; also while an index is built, which would otherwise take much longer.
 */
@Component
class LongLists {

    private static final int MOST = 64;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final long TURN = Duration.ofMillis(1).toNanos();

    /** Of the cores' time, for all lists together while others need it. */
    private static final double SHARE = 0.25;

    private final RequestThreads threads;
    private final BooleanSupplier isBuilding;
    private final int most;
    private final Duration longestWait;
    private final Semaphore free;
    private final ListPace pace = new ListPace(SHARE * Runtime.getRuntime().availableProcessors());

    @Autowired
    LongLists(RequestThreads threads, ReadModel model) {
        this(threads, model::isBuilding, MOST, LONGEST_WAIT);
    }

    /** @param isBuilding whether an index is being built */
    LongLists(RequestThreads threads, BooleanSupplier isBuilding, int most, Duration longestWait) {
        this.threads = threads;
        this.isBuilding = isBuilding;
        this.most = most;
        this.longestWait = longestWait;
        this.free = new Semaphore(most, true);
    }

    /** @throws TooManyListsException before anything is written */
    void write(JsonBody list, HttpOutputMessage message) throws IOException {
        await();
        try {
            list.writeTo(new InTurns(message.getBody()));
        } finally {
            free.release();
        }
    }

    private void await() throws InterruptedIOException {
        try {
            if (!free.tryAcquire(longestWait.toNanos(), NANOSECONDS)) {
                throw new TooManyListsException(most);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while other lists were written");
        }
    }

    boolean othersNeedTime() {
        int lists = most - free.availablePermits();
        return isBuilding.getAsBoolean() || threads.unfinished() > lists;
    }

    private final class InTurns extends FilterOutputStream {

        private long start = System.nanoTime();

        InTurns(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            long now = System.nanoTime();
            if (now - start > TURN) {
                if (othersNeedTime()) {
                    LockSupport.parkNanos(pace.restAfter(start, now));
                }
                start = System.nanoTime();
            }
            out.write(bytes, from, length);
        }
    }
}

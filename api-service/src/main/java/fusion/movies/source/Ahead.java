package fusion.movies.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;

/**
 * Produces values on its own thread, a few ahead of the thread that takes them. They arrive in order, and after the last one the failure that ended
 * them.
 */
final class Ahead<T> implements Closeable {

    /** Puts values until there are no more; a call of {@link #put} that fails is the last. */
    interface Producer<T> {
        void produce(Ahead<T> values) throws IOException;
    }

    private sealed interface Part<T> {}

    private record Value<T>(T value) implements Part<T> {}

    private record End<T>() implements Part<T> {}

    private record Failure<T>(Throwable cause) implements Part<T> {}

    private final BlockingQueue<Part<T>> parts;
    private final Thread thread;
    private volatile boolean isClosed;

    /** @param most values that wait to be taken, two at least */
    Ahead(String name, int most, Producer<T> producer) {
        this.parts = new ArrayBlockingQueue<>(most);
        this.thread = Thread.ofPlatform().name(name).daemon().start(() -> produce(producer));
    }

    /** Called by the producer. */
    void put(T value) {
        if (isClosed) {
            throw new CancellationException("The values are no longer taken");
        }
        deliver(new Value<>(value));
    }

    /** @return empty after the last one */
    Optional<T> next() throws IOException {
        Part<T> part = part();
        if (!(part instanceof Value)) {
            parts.add(part); // for the next call
        }
        return switch (part) {
            case Value<T>(T value) -> Optional.of(value);
            case End<T> _ -> Optional.empty();
            case Failure<T>(IOException e) -> throw e;
            case Failure<T>(RuntimeException e) -> throw e;
            case Failure<T>(Error e) -> throw e;
            case Failure<T>(Throwable e) -> throw new IllegalStateException(e);
        };
    }

    /** Afterwards the producer no longer runs. */
    @Override
    public void close() throws IOException {
        isClosed = true;
        parts.clear(); // so that the thread can deliver its value
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Part<T> part() throws IOException {
        try {
            return parts.take();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("The reader of the source was interrupted");
    }

    private void produce(Producer<T> producer) {
        Part<T> last = new End<>();
        try {
            producer.produce(this);
        } catch (IOException | RuntimeException | Error e) {
            last = new Failure<>(e);
        }
        deliver(last);
    }

    private void deliver(Part<T> part) {
        try {
            parts.put(part);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nothing interrupts this thread", e);
        }
    }
}

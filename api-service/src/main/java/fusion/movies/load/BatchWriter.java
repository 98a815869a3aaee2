package fusion.movies.load;

import static fusion.movies.load.LoadException.Reason.Unexpected;

import fusion.movies.load.Loader.Mode;
import fusion.movies.movie.Batch;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes batches of movies, each in its own transaction, concurrently with the reader of the source. New movies go by
 * COPY in large batches, changed ones by INSERT in smaller ones.
 */
final class BatchWriter implements AutoCloseable {

    static final int MOST_DIFFERENCES = 500;
    private static final int MOST_ADDITIONS = 10_000;

    /** Bounds the memory of a batch for movies of any size. */
    private static final int MOST_CHARACTERS = 6 * 1024 * 1024;

    private final Transactions transactions;
    private final boolean update;
    private final Counts counts;
    private final int connections;
    private final ExecutorService writers;

    /** Bounds the queue of writes, so that a slow database slows down the reader and memory stays constant. */
    private final Semaphore batchesAllowed;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Queue<PendingWrite> displaced = new ConcurrentLinkedQueue<>();

    private final Batch<PendingWrite> additions = new Batch<>(MOST_ADDITIONS, MOST_CHARACTERS);
    private final Batch<PendingWrite> differences = new Batch<>(MOST_DIFFERENCES, MOST_CHARACTERS);

    BatchWriter(Transactions transactions, Mode mode, Counts counts, int connections) {
        this.transactions = transactions;
        this.update = mode == Mode.UPDATE;
        this.counts = counts;
        this.connections = connections;
        this.writers = Executors.newFixedThreadPool(
                connections, Thread.ofPlatform().name("writer-", 1).daemon().factory());
        this.batchesAllowed = new Semaphore(connections);
    }

    void write(PendingWrite write) {
        boolean isAddition = write.mayBeCopied() && write.oldRows().isEmpty();
        Batch<PendingWrite> batch = isAddition ? additions : differences;
        batch.add(write, write.movie().characters());
        if (batch.isFull()) {
            submit(batch.take());
        }
    }

    /** Waits until everything is written. */
    void flush() {
        submit(additions.take());
        submit(differences.take());
        batchesAllowed.acquireUninterruptibly(connections);
        batchesAllowed.release(connections);
        throwFailure();
    }

    /** After a flush: the movies whose id turned out to be another movie's. */
    List<PendingWrite> takeDisplaced() {
        List<PendingWrite> taken = List.copyOf(displaced);
        displaced.clear();
        return taken;
    }

    @Override
    public void close() {
        writers.shutdownNow();
        writers.close();
    }

    private void submit(List<PendingWrite> batch) {
        throwFailure();
        if (batch.isEmpty()) {
            return;
        }
        // In one order everywhere, so that two loads never wait for each other in a ring.
        batch.sort(Comparator.comparingLong(PendingWrite::id));
        batchesAllowed.acquireUninterruptibly();
        writers.execute(() -> {
            try {
                write(batch);
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                batchesAllowed.release();
            }
        });
    }

    private void write(List<PendingWrite> batch) {
        if (failure.get() != null) {
            return;
        }
        List<PendingWrite> otherMoviesIds =
                transactions.call(connection -> MovieStatements.write(connection, batch, update));
        displaced.addAll(otherMoviesIds);
        batch.stream().filter(write -> !otherMoviesIds.contains(write)).forEach(this::count);
    }

    private void count(PendingWrite write) {
        switch (write.kind()) {
            case NEW, RESTORED -> {
                counts.inserted.incrementAndGet();
                counts.movies.incrementAndGet();
            }
            case CHANGED, REPLACED -> counts.updated.incrementAndGet();
            case KEPT -> {
                return; // one row for one row
            }
        }
        counts.removed.addAndGet(write.oldRows().size());
        counts.movies.addAndGet(-write.oldRows().size());
    }

    private void throwFailure() {
        Throwable failed = failure.get();
        if (failed instanceof LoadException e) {
            throw new LoadException(e.reason(), e.getMessage(), e);
        }
        if (failed != null) {
            throw new LoadException(Unexpected, "Writing movies failed: " + failed + ".", failed);
        }
    }
}

package fusion.movies.load;

import static fusion.movies.load.LoadException.Reason.Unexpected;

import fusion.movies.load.Loader.Mode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Gathers films into batches and writes these over several connections, each batch a transaction. */
final class FilmWriter implements AutoCloseable {

    private static final int MOST_FILMS = 1_000;
    private static final int MOST_CHARACTERS = 1024 * 1024;

    private final Transactions transactions;
    private final boolean update;
    private final Counts counts;
    private final int connections;
    private final ExecutorService writers;

    /** Bounds what waits to be written, so that a slow database slows the reading and memory stays flat. */
    private final Semaphore batchesAllowed;

    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Queue<Entry> displaced = new ConcurrentLinkedQueue<>();

    private List<Entry> batch = new ArrayList<>();
    private int characters;

    FilmWriter(Transactions transactions, Mode mode, Counts counts, int connections) {
        this.transactions = transactions;
        this.update = mode == Mode.UPDATE;
        this.counts = counts;
        this.connections = connections;
        this.writers = Executors.newFixedThreadPool(
                connections, Thread.ofVirtual().name("writer-", 1).factory());
        this.batchesAllowed = new Semaphore(connections * 2);
    }

    void write(Entry entry) {
        batch.add(entry);
        characters +=
                entry.film().extract() == null ? 0 : entry.film().extract().length();
        if (batch.size() == MOST_FILMS || characters > MOST_CHARACTERS) {
            submit();
        }
    }

    /** Waits until all is written. */
    void flush() {
        submit();
        batchesAllowed.acquireUninterruptibly(connections * 2);
        batchesAllowed.release(connections * 2);
        throwFailure();
    }

    /** After a flush: the films whose id turned out to be another film's. */
    List<Entry> takeDisplaced() {
        List<Entry> taken = List.copyOf(displaced);
        displaced.clear();
        return taken;
    }

    @Override
    public void close() {
        writers.shutdownNow();
        writers.close();
    }

    private void submit() {
        throwFailure();
        if (batch.isEmpty()) {
            return;
        }
        // In one order everywhere, so that two loads never wait for each other in a ring.
        List<Entry> films =
                batch.stream().sorted(Comparator.comparingLong(Entry::id)).toList();
        batch = new ArrayList<>();
        characters = 0;
        batchesAllowed.acquireUninterruptibly();
        writers.execute(() -> {
            try {
                write(films);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                batchesAllowed.release();
            }
        });
    }

    private void write(List<Entry> films) {
        if (failure.get() != null) {
            return;
        }
        List<Entry> otherFilmsIds = transactions.call(connection -> FilmsTable.write(connection, films, update));
        displaced.addAll(otherFilmsIds);
        films.stream().filter(film -> !otherFilmsIds.contains(film)).forEach(this::count);
    }

    private void count(Entry film) {
        switch (film.kind()) {
            case NEW -> {
                counts.inserted.incrementAndGet();
                counts.films.incrementAndGet();
            }
            case CHANGED -> counts.updated.incrementAndGet();
            case KEPT -> {
                return; // one row for one row
            }
        }
        counts.removed.addAndGet(film.oldRows().size());
        counts.films.addAndGet(-film.oldRows().size());
    }

    private void throwFailure() {
        RuntimeException failed = failure.get();
        if (failed instanceof LoadException e) {
            throw new LoadException(e.reason(), e.getMessage(), e);
        }
        if (failed != null) {
            throw new LoadException(Unexpected, "Writing films failed: " + failed + ".", failed);
        }
    }
}

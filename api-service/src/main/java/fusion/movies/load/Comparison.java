package fusion.movies.load;

import fusion.movies.film.Film;
import fusion.movies.film.NaturalKey;
import fusion.movies.load.Loader.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares a source's films with those in the table, and writes what differs. */
final class Comparison implements AutoCloseable {

    private static final int PORTION = 500;

    private final Transactions transactions;
    private final Mode mode;
    private final Counts counts;
    private final StoredFilms stored;
    private final OldFilms old;
    private final Places places;
    private final FilmWriter writer;

    Comparison(Transactions transactions, Mode mode, int connections, Counts counts) {
        this.transactions = transactions;
        this.mode = mode;
        this.counts = counts;
        stored = transactions.call(StoredFilms::read);
        old = transactions.call(OldFilms::read);
        int oldRows = old.rest().size();
        counts.films.set(stored.size() + oldRows);
        places = new Places(stored, Math.max(0, counts.total.get() + oldRows - stored.size()));
        writer = new FilmWriter(transactions, mode, counts, connections);
    }

    void film(long position, Film film) {
        if (mode == Mode.ADD && old.contains(film)) {
            counts.skipped.incrementAndGet();
        } else {
            put(position, film, mode == Mode.ADD ? List.of() : old.take(film));
        }
    }

    /** Waits until all films are written. */
    void finish() {
        settle();
        if (mode == Mode.UPDATE) {
            keepOldRows();
            settle();
        }
    }

    void prune() {
        List<Long> portion = new ArrayList<>(PORTION);
        stored.unseen().forEach(id -> {
            portion.add(id);
            if (portion.size() == PORTION) {
                delete(portion);
                portion.clear();
            }
        });
        delete(portion);
    }

    @Override
    public void close() {
        writer.close();
    }

    private void put(long position, Film film, List<Long> oldRows) {
        NaturalKey key = places.of(film);
        long id = key.id();
        if (!stored.contains(id)) {
            writer.write(Entry.added(key, position, film, oldRows));
        } else if (mode == Mode.UPDATE && (!stored.hasDigest(id, film.digest()) || !oldRows.isEmpty())) {
            writer.write(Entry.changed(key, position, film, oldRows));
        } else {
            counts.skipped.incrementAndGet();
        }
    }

    /** Finds other places for films whose id turned out to be another film's. */
    private void settle() {
        writer.flush();
        for (List<Entry> displaced = writer.takeDisplaced(); !displaced.isEmpty(); displaced = writer.takeDisplaced()) {
            for (Entry entry : displaced) {
                if (entry.kind() == Entry.Kind.KEPT) {
                    writer.write(Entry.kept(
                            places.free(entry.film()),
                            entry.film(),
                            entry.oldRows().getFirst()));
                } else {
                    put(entry.position(), entry.film(), entry.oldRows());
                }
            }
            writer.flush();
        }
    }

    /** Gives old rows that are in no source a place among the others. */
    private void keepOldRows() {
        List<Long> rest = old.rest();
        for (int from = 0; from < rest.size(); from += PORTION) {
            List<Long> portion = rest.subList(from, Math.min(from + PORTION, rest.size()));
            Map<Long, Film> films = transactions.call(connection -> OldFilms.read(connection, portion));
            films.forEach((id, film) -> writer.write(Entry.kept(places.free(film), film, id)));
        }
    }

    private void delete(List<Long> ids) {
        transactions.run(connection -> FilmsTable.delete(connection, ids));
        counts.removed.addAndGet(ids.size());
        counts.films.addAndGet(-ids.size());
    }
}

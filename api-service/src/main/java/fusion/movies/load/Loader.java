package fusion.movies.load;

import static fusion.movies.load.LoadException.Reason.SourceEmpty;

import fusion.movies.film.Film;

/**
 * Brings the table of films to what a source holds. The source is read through before the table is touched, so a bad one changes nothing. Then it is
 * compared, row by row, with what the table has, and only what differs is written. Nothing depends on where an earlier load was stopped.
 */
final class Loader {

    /** May do all to films, as the Job's user; or only add them, as the API's. */
    enum Mode {
        UPDATE,
        ADD
    }

    private final Transactions transactions;
    private final Mode mode;
    private final int connections;
    private final Counts counts;

    Loader(Transactions transactions, Mode mode, int connections, Counts counts) {
        this.transactions = transactions;
        this.mode = mode;
        this.connections = connections;
        this.counts = counts;
    }

    /**
     * @param onJudged called when the source was found good, right before the table is touched
     * @return a sentence about what was done
     */
    String load(CheckedSource source, SeedProperties seed, Runnable onJudged) {
        Rejections rejections = judge(source, seed.maxRejected());
        onJudged.run();
        boolean prune = seed.prune() && rejections.count() == 0;
        try (Comparison comparison = new Comparison(transactions, mode, connections, counts)) {
            source.forEachRow(new RowVisitor() {
                @Override
                public void film(long position, Film film) {
                    comparison.film(position, film);
                }

                @Override
                public void rejected(long position, String fault) {
                    counts.rejected.incrementAndGet();
                }
            });
            comparison.finish();
            if (prune && mode == Mode.UPDATE) {
                comparison.prune();
            }
        }
        for (Tally tally : Tally.values()) {
            if (mode == Mode.UPDATE) {
                tally.refresh(transactions);
            } else if (counts.inserted.get() > 0) {
                tally.add(transactions);
            }
        }
        return sentence(rejections, seed.prune() && !prune);
    }

    private Rejections judge(CheckedSource source, long allowed) {
        Rejections rejections = new Rejections(allowed);
        source.forEachRow(new RowVisitor() {
            @Override
            public void film(long position, Film film) {
                counts.total.set(position);
            }

            @Override
            public void rejected(long position, String fault) {
                counts.total.set(position);
                rejections.add(position, fault);
            }
        });
        if (rejections.areTooMany()) {
            counts.rejected.set(rejections.count());
            throw rejections.tooMany();
        }
        if (counts.total.get() == rejections.count()) {
            throw new LoadException(
                    SourceEmpty, "The source holds no film; it should hold a JSON array of films, or a film a line.");
        }
        return rejections;
    }

    private String sentence(Rejections rejections, boolean pruneWasLeft) {
        String sentence = "%d films are in the table: %d inserted, %d updated, %d unchanged, %d removed."
                .formatted(
                        counts.films.get(),
                        counts.inserted.get(),
                        counts.updated.get(),
                        counts.skipped.get(),
                        counts.removed.get());
        if (rejections.count() > 0) {
            sentence += " %s rejected: %s.".formatted(rejections.rows(), rejections);
        }
        if (pruneWasLeft) {
            sentence += " Nothing was pruned, since a rejected row may be one of the films that seem to be gone.";
        }
        return sentence;
    }
}

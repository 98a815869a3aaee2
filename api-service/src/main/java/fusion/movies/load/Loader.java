package fusion.movies.load;

import static fusion.movies.load.LoadException.Reason.SourceEmpty;

import fusion.movies.movie.Movie;

/**
 * Brings the table of movies to what a source holds. The source is read through before the table is touched, so a bad one changes nothing. Then it is
 * compared, row by row, with what the table has, and only what differs is written. Nothing depends on where an earlier load was stopped.
 */
final class Loader {

    /** May do all to movies, as the Job's user; or only add them, as the API's. */
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
    String load(VerifiedSource source, SeedProperties seed, Runnable onJudged) {
        Rejections rejections = judge(source, seed.maxRejected());
        onJudged.run();
        boolean prune = seed.prune() && rejections.count() == 0;
        try (MovieSync sync = new MovieSync(transactions, mode, connections, counts)) {
            source.forEachRow(new RowVisitor() {
                @Override
                public void movie(Movie movie) {
                    sync.movie(movie);
                }

                @Override
                public void rejected(long position, String fault) {
                    counts.rejected.incrementAndGet();
                }
            });
            sync.finish();
            if (prune && mode == Mode.UPDATE) {
                sync.prune();
            }
        }
        return sentence(rejections, seed.prune() && !prune);
    }

    private Rejections judge(VerifiedSource source, long allowed) {
        Rejections rejections = new Rejections(allowed);
        source.forEachRow(new RowVisitor() {
            @Override
            public void movie(Movie movie) {
                counts.total.set(movie.position());
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
                    SourceEmpty,
                    "The source holds no movie; it should hold a JSON array of movies, or a movie a line.");
        }
        return rejections;
    }

    private String sentence(Rejections rejections, boolean pruneWasLeft) {
        String sentence = "%d movies are in the table: %d inserted, %d updated, %d unchanged, %d removed."
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
            sentence += " Nothing was pruned, since a rejected row may be one of the movies that seem to be gone.";
        }
        return sentence;
    }
}

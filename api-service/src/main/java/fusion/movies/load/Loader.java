package fusion.movies.load;

import static fusion.movies.source.SourceException.Reason.SourceEmpty;

import fusion.movies.movie.Movie;
import fusion.movies.source.RowVisitor;
import fusion.movies.source.SourceException;
import fusion.movies.source.VerifiedSource;

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
        String unpruned = "";
        try (MovieSync sync = new MovieSync(transactions, mode, connections, counts)) {
            boolean isWhole = source.forEachRow(new RowVisitor() {
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
            if (seed.prune() && mode == Mode.UPDATE) {
                unpruned = whyNotToPrune(rejections, isWhole);
                if (unpruned.isEmpty()) {
                    sync.prune();
                }
            }
        }
        return sentence(rejections) + unpruned;
    }

    private static String whyNotToPrune(Rejections rejections, boolean isWhole) {
        if (rejections.count() > 0) {
            return " Nothing was pruned, since a rejected row may be one of the movies that seem to be gone.";
        }
        return isWhole
                ? ""
                : " Nothing was pruned, since nothing shows that the source is whole; give its seed.sha256, pack it with gzip, or make it a JSON array.";
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
            throw new SourceException(
                    SourceEmpty,
                    "The source holds no movie; it should hold a JSON array of movies, a movie a line, or a table with a header.");
        }
        return rejections;
    }

    private String sentence(Rejections rejections) {
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
        return sentence;
    }
}

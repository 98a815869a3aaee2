package fusion.movies.load;

/** How a load ended, as the Job's termination message tells it. */
record LoadResult(
        Outcome outcome,
        String reason,
        String message,
        long films,
        long inserted,
        long updated,
        long skipped,
        long removed,
        long rejected,
        double seconds) {

    enum Outcome {
        Loaded,
        Failed
    }

    static LoadResult loaded(String message, Counts counts, double seconds) {
        return of(Outcome.Loaded, "Loaded", message, counts, seconds);
    }

    static LoadResult failed(LoadException failure, Counts counts, double seconds) {
        return of(Outcome.Failed, failure.reason().name(), failure.getMessage(), counts, seconds);
    }

    private static LoadResult of(Outcome outcome, String reason, String message, Counts counts, double seconds) {
        return new LoadResult(
                outcome,
                reason,
                message,
                counts.films.get(),
                counts.inserted.get(),
                counts.updated.get(),
                counts.skipped.get(),
                counts.removed.get(),
                counts.rejected.get(),
                seconds);
    }
}

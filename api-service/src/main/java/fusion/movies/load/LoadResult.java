package fusion.movies.load;

import fusion.movies.source.SourceException;

/** The outcome of a load, as its Job's termination message. */
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

    static LoadResult failed(Throwable failure, Counts counts, double seconds) {
        String reason = switch (failure) {
            case LoadException e -> e.reason().name();
            case SourceException e -> e.reason().name();
            default -> LoadException.Reason.Unexpected.name();
        };
        String message = switch (failure) {
            case LoadException e -> e.getMessage();
            case SourceException e -> e.getMessage();
            default -> "Loading failed unexpectedly: " + failure + ".";
        };
        return of(Outcome.Failed, reason, message, counts, seconds);
    }

    private static LoadResult of(Outcome outcome, String reason, String message, Counts counts, double seconds) {
        return new LoadResult(
                outcome,
                reason,
                message,
                counts.movies.get(),
                counts.inserted.get(),
                counts.updated.get(),
                counts.skipped.get(),
                counts.removed.get(),
                counts.rejected.get(),
                seconds);
    }
}

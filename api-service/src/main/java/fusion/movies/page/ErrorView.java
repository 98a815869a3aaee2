package fusion.movies.page;

/**
 * The page of a failure.
 *
 * @param requestId by which the log tells more; null where it has nothing to tell
 * @param reloads whether the page is asked for again by itself
 */
record ErrorView(String title, String heading, String sentence, String requestId, boolean reloads) {}

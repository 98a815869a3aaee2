package fusion.movies.page;

/**
 * A notice about a search.
 *
 * @param link what helps; null for nothing
 */
record Notice(String text, Link link) {}

package fusion.movies.page;

/**
 * What the reader of a page should know of the search.
 *
 * @param link what helps; null for nothing
 */
record Notice(String text, Link link) {}

package fusion.movies.page;

import org.jspecify.annotations.Nullable;

/**
 * A notice about a search.
 *
 * @param link a remedy; absent: none
 */
record Notice(String text, @Nullable Link link) {}

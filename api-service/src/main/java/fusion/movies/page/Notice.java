package fusion.movies.page;

import org.jspecify.annotations.Nullable;

/**
 * A notice about a search.
 *
 * @param link what helps; absent for nothing
 */
record Notice(String text, @Nullable Link link) {}

package fusion.movies.page;

import org.jspecify.annotations.Nullable;

/**
 * The view of an error page.
 *
 * @param requestId the id in the log; null if nothing was logged
 * @param reloads whether the page reloads itself
 */
record ErrorView(
        String title,
        String heading,
        String sentence,
        @Nullable String requestId,
        boolean reloads) {}

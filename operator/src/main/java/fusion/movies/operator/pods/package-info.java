/** What pods, Jobs and events say about why something is not ready. */
@NullMarked
package fusion.movies.operator.pods;

import org.jspecify.annotations.NullMarked;

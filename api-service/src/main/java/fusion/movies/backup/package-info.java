/** Writes a backup of all movies to a bucket or a folder, and removes the oldest. */
@NullMarked
package fusion.movies.backup;

import org.jspecify.annotations.NullMarked;

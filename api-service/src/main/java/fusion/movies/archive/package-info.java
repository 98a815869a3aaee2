/** Names and manifest of a backup. */
@NullMarked
package fusion.movies.archive;

import org.jspecify.annotations.NullMarked;

/** Backups: the CronJob that takes them, and the outcome of the last one. */
@NullMarked
package fusion.movies.operator.backup;

import org.jspecify.annotations.NullMarked;

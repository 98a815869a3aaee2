/** Writes the status: conditions from the results of the steps, and events of their transitions. */
@NullMarked
package fusion.movies.operator.status;

import org.jspecify.annotations.NullMarked;

/** What every step uses: names and labels of a stack's objects, reading and applying them, results of steps. */
@NullMarked
package fusion.movies.operator.stack;

import org.jspecify.annotations.NullMarked;

/** The operator: its start, its settings, and the reconciler that takes a stack through its steps. */
@NullMarked
package fusion.movies.operator;

import org.jspecify.annotations.NullMarked;

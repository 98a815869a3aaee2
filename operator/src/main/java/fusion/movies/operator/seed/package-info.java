/** The Jobs that load movies, and their outcome. */
@NullMarked
package fusion.movies.operator.seed;

import org.jspecify.annotations.NullMarked;

/** kubectl movies: its commands' common options, the cluster and the terminal. */
@NullMarked
package fusion.movies.plugin;

import org.jspecify.annotations.NullMarked;

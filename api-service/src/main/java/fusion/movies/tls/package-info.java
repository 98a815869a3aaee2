/** Trust in certificates beside the usual ones. */
@NullMarked
package fusion.movies.tls;

import org.jspecify.annotations.NullMarked;

/** Trust in certificates in addition to the default ones. */
@NullMarked
package fusion.movies.tls;

import org.jspecify.annotations.NullMarked;

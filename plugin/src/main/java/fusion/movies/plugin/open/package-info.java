/** kubectl movies open: the API in a browser. */
@NullMarked
package fusion.movies.plugin.open;

import org.jspecify.annotations.NullMarked;

/** kubectl movies load: loads the movies again. */
@NullMarked
package fusion.movies.plugin.load;

import org.jspecify.annotations.NullMarked;

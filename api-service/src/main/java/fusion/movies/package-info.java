/** The entry of the image: the service, the load or the backup. */
@NullMarked
package fusion.movies;

import org.jspecify.annotations.NullMarked;

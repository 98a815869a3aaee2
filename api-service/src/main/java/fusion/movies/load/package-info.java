/** Loads the movies of a source into the database. */
@NullMarked
package fusion.movies.load;

import org.jspecify.annotations.NullMarked;

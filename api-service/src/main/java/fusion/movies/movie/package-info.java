/** The movie: its record, its natural key and its JSON. */
@NullMarked
package fusion.movies.movie;

import org.jspecify.annotations.NullMarked;
